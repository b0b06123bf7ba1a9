/** Signing in by a school's OpenID provider: as its people do, and as attackers would. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { database } from "@/lib/db/client";
import { forget } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { GET as getProgress } from "../progress/route";
import { GET as callback } from "./school/callback/route";
import { POST as begin } from "./school/route";
import { Browser } from "./testing/browser";
import { account, ada, learn, member, signIn } from "./testing/people";
import { clientId, clientSecret, type Forgery, type Person, School } from "./testing/school";
import { testSite } from "./testing/site";

vi.setConfig({ testTimeout: 60_000 });

testSite();
const school = new School();
const eve: Person = { sub: "42", email: "eve@school.example", email_verified: true, name: "Eve" };

beforeAll(async () => {
  process.env.ESCALE_OIDC_ISSUER = await school.start();
  process.env.ESCALE_OIDC_CLIENT_ID = clientId;
  process.env.ESCALE_OIDC_CLIENT_SECRET = clientSecret;
});
afterAll(() => school.stop());
beforeEach(() => {
  forget("runtime");
});

async function beginAt(browser: Browser, next = "/parcours"): Promise<string> {
  const answer = await browser.send(begin, "/api/account/school", { body: { next } });
  expect(answer.status).toBe(200);
  return z.object({ url: z.url() }).parse(await answer.json()).url;
}

const comeBack = (browser: Browser, query: URLSearchParams) =>
  browser.send(callback, `/api/account/school/callback?${query}`, { method: "GET" });

/** All of it. Resolves to where the browser is sent. */
async function bySchool(browser: Browser, person: Person, forgery?: Forgery) {
  const answer = await comeBack(browser, school.signIn(await beginAt(browser), person, forgery));
  expect(answer.status).toBe(303);
  return answer.headers.get("location");
}

describe("by the school", () => {
  it("a guest becomes a member with all they had, and comes back to it from elsewhere", async () => {
    const browser = new Browser();
    await learn(browser, "a/b");
    expect(await bySchool(browser, eve)).toBe("/parcours");
    expect(await account(browser)).toMatchObject({
      state: "member",
      email: eve.email,
      name: "Eve",
    });
    const other = new Browser();
    // the address and the name may change there: the person stays the same
    await bySchool(other, { ...eve, email: "eve.adams@school.example" });
    expect(await account(other)).toMatchObject({ email: eve.email });
    const progress = await other.send(getProgress, "/api/progress", { method: "GET" });
    expect(await progress.json()).toMatchObject({ lessons: { "a/b": {} } });
    expect(await (await database()).user.count()).toBe(1);
  });

  it("somebody finds the account that an admin has made for them", async () => {
    const db = await database();
    const row = { id: "u1", name: "Eve", email: "eve@school.example", isAnonymous: false };
    await db.user.create({ data: { ...row, role: "trainer" } });
    const unproved = new Browser();
    const claim = { ...eve, sub: "43", email_verified: false };
    expect(await bySchool(unproved, claim)).toContain("etablissement=pris");
    expect(await account(unproved)).toEqual({ state: "none" });
    const browser = new Browser();
    await bySchool(browser, eve);
    expect(await account(browser)).toMatchObject({ role: "trainer" });
  });

  it("a member who is signed in links it, and has two ways in", async () => {
    const browser = await member(new Browser());
    await bySchool(browser, eve);
    const other = new Browser();
    await bySchool(other, eve);
    expect(await account(other)).toMatchObject({ email: ada.email });
    expect((await signIn(new Browser(), ada.email, ada.password)).status).toBe(204);
  });
});

describe("an attacker", () => {
  it("who made an account with somebody’s address beforehand is not let into theirs", async () => {
    await member(new Browser(), { ...ada, email: "eve@school.example" });
    const browser = new Browser();
    expect(await bySchool(browser, eve)).toContain("etablissement=pris");
    expect(await account(browser)).toEqual({ state: "none" });
  });

  it.each<[string, Forgery]>([
    ["for another client", { aud: "another" }],
    ["of another issuer", { iss: "https://evil.example" }],
    ["signed by another key", { foreignKey: true }],
    ["of another sign-in", { nonce: "another" }],
  ])("with a token %s is nobody", async (_what, forgery) => {
    const browser = new Browser();
    expect(await bySchool(browser, eve, forgery)).toContain("etablissement=indisponible");
    expect(await account(browser)).toEqual({ state: "none" });
    expect(await (await database()).user.count()).toBe(0);
  });

  it("cannot have a victim signed in to the attacker’s account by a link", async () => {
    const attacker = new Browser();
    const query = school.signIn(await beginAt(attacker), eve);
    const victim = new Browser();
    const answer = await comeBack(victim, query);
    expect(answer.headers.get("location")).toContain("etablissement=recommencer");
    // nor one that has begun a sign-in of its own
    await beginAt(victim);
    const again = await comeBack(victim, query);
    expect(again.headers.get("location")).toContain("etablissement=indisponible");
    expect(await account(victim)).toEqual({ state: "none" });
  });

  it("cannot use a code twice, nor lead anybody to another site", async () => {
    const browser = new Browser();
    const query = school.signIn(await beginAt(browser, "//evil.example"), eve);
    const pending = browser.cookies.get("escale.school") ?? "";
    expect((await comeBack(browser, query)).headers.get("location")).toBe("/");
    const thief = new Browser();
    thief.cookies.set("escale.school", pending);
    expect((await comeBack(thief, query)).headers.get("location")).toContain("indisponible");
    expect(await account(thief)).toEqual({ state: "none" });
  });

  it("finds no such sign-in where the operator has named none", async () => {
    delete process.env.ESCALE_OIDC_CLIENT_ID;
    forget("runtime");
    const answer = await new Browser().send(begin, "/api/account/school", { body: { next: "/" } });
    expect(answer.status).toBe(404);
    process.env.ESCALE_OIDC_CLIENT_ID = clientId;
    forget("runtime");
    expect(runtime().settings.ESCALE_OIDC_CLIENT_ID).toBe(clientId);
  });
});
