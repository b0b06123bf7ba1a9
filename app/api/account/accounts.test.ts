/** Accounts as their owners use them: through the real handlers, on a real database. */
import { describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { POST as signOut } from "../auth/[...all]/route";
import { GET as getProgress } from "../progress/route";
import { GET as getWorkspace } from "../workspace/route";
import { POST as postAddress } from "./address/route";
import { POST as postName } from "./name/route";
import { POST as postPassword } from "./password/route";
import { DELETE as deleteSession } from "./sessions/[id]/route";
import { DELETE as deleteOthers } from "./sessions/route";
import { Browser, errorOf } from "./testing/browser";
import { account, ada, bob, learn, member, signIn, signUp } from "./testing/people";
import { testSite } from "./testing/site";

vi.setConfig({ testTimeout: 30_000 });

const site = testSite();
const first = "les-conteneurs/un-noyau";
const second = "les-conteneurs/qu-est-ce-qu-un-conteneur";
const idOf = async (email: string) =>
  (await (await database()).user.findUniqueOrThrow({ where: { email } })).id;
const progressOf = async (browser: Browser) =>
  (await browser.send(getProgress, "/api/progress", { method: "GET" })).json();

describe("signing up", () => {
  it("makes a member, signed in, whose password is kept as argon2id with OWASP’s parameters", async () => {
    const browser = await member(new Browser(), { ...ada, email: " Ada@Example.org " });
    expect(await account(browser)).toEqual({
      ...{ state: "member", role: "learner" },
      ...{ name: ada.name, email: ada.email },
    });
    const [row] = await (await database()).account.findMany();
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("leaves a guest all they had: the account is the guest’s own", async () => {
    const browser = new Browser();
    await learn(browser, first);
    await browser.send(getWorkspace, "/api/workspace", { method: "GET" });
    const before = site.asked.at(-1);
    await member(browser);
    await browser.send(getWorkspace, "/api/workspace", { method: "GET" });
    expect(site.asked.at(-1)).toBe(before);
    expect(await progressOf(browser)).toMatchObject({ lessons: { [first]: {} } });
    expect(await (await database()).user.count()).toBe(1);
  });

  it.each([
    ["too short", "court", /12 caractères/],
    ["common, for all its length", "MotDePasse2026!", /essaie en premier/],
    ["the keyboard’s first row", "azertyuiop123", /essaie en premier/],
    ["one’s own name", "ada lovelace 1815", /essaie en premier/],
    ["one letter over and over", "aaaaaaaaaaaaaaaa", /reviennent/],
  ])("refuses a password that is %s", async (_why, password, message) => {
    const refused = await signUp(new Browser(), { ...ada, password });
    expect(refused.status).toBe(400);
    expect((await errorOf(refused)).message).toMatch(message);
    expect(await (await database()).user.count()).toBe(0);
  });

  it.each([
    "x9$K2#1!7@Q4",
    "éléphant à roulettes",
    "密码密码一二三四五六七八",
    "4821 7390 5562 08",
  ])("takes %s", async (password) => {
    await member(new Browser(), { ...ada, password });
    expect((await signIn(new Browser(), ada.email, password)).status).toBe(204);
  });

  it("takes a password for the same however the keyboard composes its letters", async () => {
    await member(new Browser(), { ...ada, password: "été à Saint-Malo".normalize("NFD") });
    const composed = "été à Saint-Malo".normalize("NFC");
    expect((await signIn(new Browser(), ada.email, composed)).status).toBe(204);
  });
});

describe("signing in", () => {
  it("brings a member back to their progress on another device", async () => {
    await learn(await member(new Browser()), first);
    const other = new Browser();
    expect((await signIn(other, "ADA@example.org", ada.password)).status).toBe(204);
    expect(await progressOf(other)).toMatchObject({ lessons: { [first]: {} } });
  });

  it("takes along what a guest learned, and removes the guest with their workspace", async () => {
    const own = await member(new Browser());
    await learn(own, first);
    const guest = new Browser();
    await learn(guest, second);
    const db = await database();
    const { id } = await db.user.findFirstOrThrow({ where: { isAnonymous: true } });
    expect((await signIn(guest, ada.email, ada.password)).status).toBe(204);
    expect(await progressOf(guest)).toMatchObject({ lessons: { [first]: {}, [second]: {} } });
    await vi.waitFor(async () => expect(await db.user.count()).toBe(1));
    expect(site.asked).toEqual([`DELETE /v1/owners/${id}/workspace?files=remove`]);
  });

  it("keeps the account’s own exercise where both have begun it", async () => {
    const own = await member(new Browser());
    const guest = new Browser();
    await learn(guest, first);
    const db = await database();
    const { id } = await db.user.findFirstOrThrow({ where: { isAnonymous: true } });
    const run = (userId: string, exercise: string, version: string) =>
      db.exerciseRun.create({
        data: {
          ...{ userId, exercise, version, startedAt: new Date() },
          checks: { create: { step: "s", check: "c", message: version, changedAt: new Date() } },
        },
      });
    const adas = await idOf(ada.email);
    await run(adas, "a/b/both", "account");
    await run(id, "a/b/both", "guest");
    await run(id, "a/b/guest-only", "guest");
    await signIn(guest, ada.email, ada.password);
    await vi.waitFor(async () => expect(await db.user.count()).toBe(1));
    const checks = await db.checkRecord.findMany({ orderBy: { exercise: "asc" } });
    expect(checks.map(({ exercise, message, userId }) => [exercise, message, userId])).toEqual([
      ["a/b/both", "account", adas],
      ["a/b/guest-only", "guest", adas],
    ]);
    expect(await account(own)).toMatchObject({ state: "member" });
  });
});

describe("an account of one’s own", () => {
  it("changes its name and its address, the latter with the password alone", async () => {
    const browser = await member(new Browser());
    await browser.send(postName, "/api/account/name", { body: { name: " Ada King " } });
    const email = "king@example.org";
    const change = (password: string) =>
      browser.send(postAddress, "/api/account/address", { body: { email, password } });
    expect((await change("autre chose encore")).status).toBe(400);
    expect((await change(ada.password)).status).toBe(204);
    expect(await account(browser)).toMatchObject({ name: "Ada King", email });
    expect((await signIn(new Browser(), ada.email, ada.password)).status).toBe(400);
    expect((await signIn(new Browser(), email, ada.password)).status).toBe(204);
  });

  it("changes its password, which signs every other device out", async () => {
    const browser = await member(new Browser());
    const other = new Browser();
    await signIn(other, ada.email, ada.password);
    const old = browser.sessionCookie;
    const next = "un phare dans la brume";
    const change = (current: string) =>
      browser.send(postPassword, "/api/account/password", { body: { current, next } });
    expect((await change("autre chose encore")).status).toBe(400);
    expect((await change(ada.password)).status).toBe(204);
    expect(browser.sessionCookie).not.toBe(old);
    expect(await account(browser)).toMatchObject({ state: "member" });
    expect(await account(other)).toEqual({ state: "none" });
    expect((await signIn(other, ada.email, ada.password)).status).toBe(400);
    expect((await signIn(other, ada.email, next)).status).toBe(204);
  });

  it("signs out one device, or all the others", async () => {
    const browser = await member(new Browser());
    const others = [new Browser(), new Browser(), new Browser()];
    for (const other of others) await signIn(other, ada.email, ada.password);
    const db = await database();
    const { id } = await db.session.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    const ended = await browser.send(
      (request) => deleteSession(request, { params: Promise.resolve({ id }) }),
      `/api/account/sessions/${id}`,
      { method: "DELETE" },
    );
    expect(ended.status).toBe(204);
    expect(await db.session.count()).toBe(3);
    await browser.send(deleteOthers, "/api/account/sessions", { method: "DELETE" });
    expect(await db.session.count()).toBe(1);
    expect(await account(browser)).toMatchObject({ state: "member" });
  });

  it("is left by signing out", async () => {
    const browser = await member(new Browser(), bob);
    const cookie = `escale.session_token=${browser.sessionCookie}`;
    expect((await browser.send(signOut, "/api/auth/sign-out")).status).toBe(200);
    expect(await account(browser)).toEqual({ state: "none" });
    const stolen = await new Browser().send(getProgress, "/api/progress", {
      method: "GET",
      headers: { cookie },
    });
    expect(await stolen.json()).toMatchObject({ lessons: {} });
  });
});
