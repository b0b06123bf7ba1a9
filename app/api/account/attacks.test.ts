/** Accounts as an attacker meets them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { makePasswordLink } from "@/lib/accounts/password-link";
import { auth } from "@/lib/auth/auth";
import { database } from "@/lib/db/client";
import { POST as authPost } from "../auth/[...all]/route";
import { GET as getProgress } from "../progress/route";
import { POST as postAddress } from "./address/route";
import { POST as postName } from "./name/route";
import { POST as postReset } from "./password/reset/route";
import { POST as postPassword } from "./password/route";
import { DELETE as deleteSession } from "./sessions/[id]/route";
import { DELETE as deleteOthers } from "./sessions/route";
import { Browser, errorOf, type Handler, origin } from "./testing/browser";
import { account, ada, bob, learn, member, signIn, signUp } from "./testing/people";
import { testSite } from "./testing/site";

vi.setConfig({ testTimeout: 60_000 });

const site = testSite();
const wrong = "jamais le bon mot";

describe("session fixation", () => {
  it("signing in and signing up give a token that nobody has seen, and end the one before", async () => {
    const browser = new Browser();
    await learn(browser, "a/b");
    const guests = browser.sessionCookie;
    await signUp(browser, ada);
    const members = browser.sessionCookie;
    expect(members).not.toBe(guests);
    // whoever had planted the guest's session, or had seen it, has nothing of the account
    const planted = new Browser();
    planted.cookies.set("escale.session_token", guests ?? "");
    expect(await account(planted)).toEqual({ state: "none" });
    await signIn(browser, ada.email, ada.password);
    expect(browser.sessionCookie).not.toBe(members);
    planted.cookies.set("escale.session_token", members ?? "");
    expect(await account(planted)).toEqual({ state: "none" });
  });

  it("a victim who signs in with an attacker’s guest session leaves the attacker outside", async () => {
    await member(new Browser());
    const attacker = new Browser();
    await learn(attacker, "a/b");
    const victim = new Browser();
    victim.cookies.set("escale.session_token", attacker.sessionCookie ?? "");
    await signIn(victim, ada.email, ada.password);
    expect(await account(attacker)).toEqual({ state: "none" });
    expect(await account(victim)).toMatchObject({ email: ada.email });
  });

  it("two windows of one guest make one account, not two", async () => {
    const browser = new Browser();
    await learn(browser, "a/b");
    const answers = await Promise.all([signUp(browser, ada), signUp(browser, bob)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await (await database()).user.count()).toBe(1);
  });
});

describe("who has an account", () => {
  it("is not told by signing in: same answer, and an hour of hashing for neither", async () => {
    await member(new Browser());
    const known = await signIn(new Browser(), ada.email, wrong);
    const unknown = await signIn(new Browser(), "nobody@example.org", wrong);
    expect(known.status).toBe(unknown.status);
    expect(await errorOf(known)).toEqual(await errorOf(unknown));
    const times = { known: [0], unknown: [0] };
    for (let n = 0; n < 5; n++) {
      for (const [who, email] of [
        ["known", ada.email],
        ["unknown", "nobody@example.org"],
      ] as const) {
        site.forgiveAll();
        const began = performance.now();
        await signIn(new Browser(), email, wrong);
        times[who].push(performance.now() - began);
      }
    }
    // both verify one argon2id hash: without it the unknown would take a tenth
    const most = (list: number[]) => Math.max(...list);
    expect(most(times.unknown)).toBeGreaterThan(most(times.known) / 4);
  });

  it("is not told by the account of an admin’s making, which has no password yet", async () => {
    const db = await database();
    const row = { id: "u1", name: "Eve", email: "eve@example.org" };
    await db.user.create({ data: { ...row, isAnonymous: false } });
    const refused = await signIn(new Browser(), row.email, wrong);
    expect(await errorOf(refused)).toEqual(
      await errorOf(await signIn(new Browser(), "nobody@example.org", wrong)),
    );
  });

  it("a guest’s placeholder address signs nobody in, nor up", async () => {
    await learn(new Browser(), "a/b");
    const guest = await (await database()).user.findFirstOrThrow();
    expect((await signIn(new Browser(), guest.email, wrong)).status).toBe(400);
    expect((await signUp(new Browser(), { ...ada, email: guest.email })).status).toBe(400);
  });

  it("can be asked of the sign-up only so often, from one network", async () => {
    await member(new Browser());
    const network = "203.0.113.9";
    const statuses = new Set<number>();
    let heard = 0;
    for (let n = 0; n < 60; n++) {
      const answer = await signUp(new Browser(network), ada);
      statuses.add(answer.status);
      if (answer.status === 400) heard++;
    }
    expect(heard).toBe(40);
    expect(statuses).toEqual(new Set([400, 429]));
    // others, elsewhere, make their accounts all the same
    expect((await signUp(new Browser(), bob)).status).toBe(204);
  });
});

describe("guessing a password", () => {
  const guess = async (browser: () => Browser, times: number, email = ada.email) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n++) {
      statuses.push((await signIn(browser(), email, `${wrong} ${n}`)).status);
    }
    return statuses;
  };

  it("is over after a handful, and keeps its owner out nowhere else", async () => {
    await member(new Browser());
    const attacker = new Browser("203.0.113.1");
    expect(await guess(() => attacker, 8)).toEqual([400, 400, 400, 400, 400, 400, 429, 429]);
    // even the right one, once refused
    expect((await signIn(attacker, ada.email, ada.password)).status).toBe(429);
    expect((await signIn(new Browser(), ada.email, ada.password)).status).toBe(204);
    // nor is another account of the same network, a class's for instance, kept out
    await member(new Browser(), bob);
    expect((await signIn(new Browser("203.0.113.1"), bob.email, bob.password)).status).toBe(204);
  });

  it("many at once are as many", async () => {
    await member(new Browser());
    const attacker = new Browser("203.0.113.2");
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => signIn(attacker, ada.email, `${wrong} ${n}`)),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(6);
  });

  it("from many networks is bounded too, without locking the owner out of a browser that they use", async () => {
    const own = await member(new Browser());
    const elsewhere = () => new Browser();
    const statuses = await guess(elsewhere, 70);
    expect(statuses.filter((status) => status === 400)).toHaveLength(60);
    await own.send(authPost, "/api/auth/sign-out");
    expect(own.sessionCookie).toBeUndefined();
    expect((await signIn(own, ada.email, ada.password)).status).toBe(204);
  });

  it("a forged mark of a known browser is worth nothing", async () => {
    const own = await member(new Browser());
    const bobs = await member(new Browser(), bob);
    await guess(() => new Browser(), 61);
    for (const mark of [
      "x.y",
      `${own.cookies.get("escale.device")?.split(".")[0]}.AAAA`,
      // of another account
      bobs.cookies.get("escale.device") ?? "",
    ]) {
      const forger = new Browser();
      forger.cookies.set("escale.device", mark);
      expect((await signIn(forger, ada.email, ada.password)).status).toBe(429);
    }
  });

  it("by changing it, or the address, from a stolen session is bounded as well", async () => {
    const thief = await member(new Browser());
    const statuses: number[] = [];
    for (let n = 0; n < 10; n++) {
      const body = { current: `${wrong} ${n}`, next: "une ancre rouillée" };
      statuses.push((await thief.send(postPassword, "/api/account/password", { body })).status);
    }
    expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(6);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("a role", () => {
  it.each([{ role: "admin" }, { isAdmin: true }, { isAnonymous: true }, { id: "mine" }])(
    "is not taken from what is sent along: %j",
    async (more) => {
      expect((await signUp(new Browser(), { ...ada, ...more })).status).toBe(400);
      const browser = await member(new Browser());
      for (const [handler, path, body] of [
        [postName, "name", { name: "Ada" }],
        [postAddress, "address", { email: "x@example.org", password: ada.password }],
      ] as const) {
        const sent = { body: { ...body, ...more } };
        expect((await browser.send(handler, `/api/account/${path}`, sent)).status).toBe(400);
      }
      expect(await account(browser)).toMatchObject({ role: "learner", email: ada.email });
    },
  );

  it("nor by the library’s own endpoints, none of which answers but signing out", async () => {
    const browser = await member(new Browser());
    const { api } = await auth();
    const paths = Object.values(api).flatMap((endpoint) =>
      "path" in endpoint && typeof endpoint.path === "string" ? [endpoint.path] : [],
    );
    expect(paths).toContain("/sign-up/email");
    expect(paths).toContain("/update-user");
    for (const path of paths.filter((one) => one !== "/sign-out")) {
      const body = { role: "admin", name: "x", email: bob.email, password: bob.password };
      const answer = await browser.send(authPost, `/api/auth${path}`, { body });
      expect(answer.status, path).toBe(404);
    }
    expect(await account(browser)).toMatchObject({ role: "learner" });
  });
});

describe("somebody else’s account", () => {
  it("has sessions that cannot be ended by naming them", async () => {
    const own = await member(new Browser());
    const db = await database();
    const { id, token } = await db.session.findFirstOrThrow();
    const stranger = await member(new Browser(), bob);
    const guest = new Browser();
    await learn(guest, "a/b");
    for (const browser of [stranger, guest, new Browser()]) {
      for (const named of [id, token, "", "%", `${id}' OR '1'='1`]) {
        const answer = await browser.send(
          (request) => deleteSession(request, { params: Promise.resolve({ id: named }) }),
          "/api/account/sessions/x",
          { method: "DELETE" },
        );
        expect([401, 404]).toContain(answer.status);
      }
      await browser.send(deleteOthers, "/api/account/sessions", { method: "DELETE" });
    }
    expect(await account(own)).toMatchObject({ email: ada.email });
  });

  it("has an address that cannot be taken over by changing one’s own", async () => {
    await member(new Browser());
    const stranger = await member(new Browser(), bob);
    const body = { email: ada.email, password: bob.password };
    const answer = await stranger.send(postAddress, "/api/account/address", { body });
    expect(answer.status).toBe(400);
    expect((await signIn(new Browser(), ada.email, bob.password)).status).toBe(400);
    expect((await signIn(new Browser(), ada.email, ada.password)).status).toBe(204);
  });

  it("guests and strangers change nothing that members do", async () => {
    const guest = new Browser();
    await learn(guest, "a/b");
    for (const browser of [guest, new Browser()]) {
      for (const [handler, path, body] of [
        [postName, "name", { name: "x" }],
        [postAddress, "address", { email: "x@example.org", password: wrong }],
        [postPassword, "password", { current: wrong, next: "une ancre rouillée" }],
      ] as const) {
        const answer = await browser.send(handler, `/api/account/${path}`, { body });
        expect(answer.status).toBe(401);
      }
    }
  });
});

describe("a link to choose a password", () => {
  const linkFor = async (email: string, now = new Date()) => {
    const db = await database();
    const { id } = await db.user.findUniqueOrThrow({ where: { email } });
    const { url } = await makePasswordLink(db, { userId: id, origin, now });
    return new URL(url).hash.slice(1);
  };
  const reset = (token: string, password = "une ancre rouillée", browser = new Browser()) =>
    browser.send(postReset, "/api/account/password/reset", { body: { token, password } });

  it("works once, ends every session, and signs nobody in by itself", async () => {
    const own = await member(new Browser());
    const token = await linkFor(ada.email);
    const browser = new Browser();
    expect((await reset(token, undefined, browser)).status).toBe(204);
    expect(browser.sessionCookie).toBeUndefined();
    expect(await account(own)).toEqual({ state: "none" });
    expect((await reset(token)).status).toBe(400);
    expect((await signIn(browser, ada.email, ada.password)).status).toBe(400);
    expect((await signIn(browser, ada.email, "une ancre rouillée")).status).toBe(204);
  });

  it("used twice at once works once", async () => {
    await member(new Browser());
    const token = await linkFor(ada.email);
    const answers = await Promise.all([
      reset(token, "premier de cordée"),
      reset(token, "second du nom ici"),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400]);
  });

  it("is not spent by a password that is refused", async () => {
    await member(new Browser());
    const token = await linkFor(ada.email);
    expect((await reset(token, "court")).status).toBe(400);
    expect((await reset(token)).status).toBe(204);
  });

  it("is nothing after an hour, nor when guessed, nor once the address has changed", async () => {
    const own = await member(new Browser());
    const late = await linkFor(ada.email, new Date(Date.now() - 3_600_001));
    for (const token of [late, "", "a", "A".repeat(43), `password:${late}`]) {
      expect((await reset(token)).status).toBe(400);
    }
    const token = await linkFor(ada.email);
    const body = { email: "king@example.org", password: ada.password };
    await own.send(postAddress, "/api/account/address", { body });
    expect((await reset(token)).status).toBe(400);
  });

  it("cannot be tried without end", async () => {
    const browser = new Browser();
    const statuses: number[] = [];
    for (let n = 0; n < 70; n++)
      statuses.push((await reset(`guess ${n}`, undefined, browser)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("a change asked for by another site", () => {
  const api = join(import.meta.dirname, "..");
  const files = readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)route\.ts$/.test(name))
    .toSorted();

  it.each(files)("is refused by %s, for whatever it changes", async (file) => {
    const handlers: Record<string, unknown> = await import(pathToFileURL(join(api, file)).href);
    const browser = await member(new Browser());
    const params = Promise.resolve({});
    for (const method of ["POST", "DELETE"] as const) {
      const handle = handlers[method];
      if (typeof handle !== "function") continue;
      const handler: Handler = (request) => handle(request, { params });
      for (const headers of [
        { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "null", "sec-fetch-site": "cross-site" },
        { origin: "http://localhost:3000.evil.example", "sec-fetch-site": "same-site" },
      ]) {
        const answer = await browser.send(handler, "/api/x", { method, headers, body: {} });
        expect(answer.status, `${method} ${headers.origin}`).toBe(403);
        expect((await errorOf(answer)).code).toBe("forbidden");
      }
    }
    // what only reads changes nothing, whoever asks: there is no route with another method
    expect(
      Object.keys(handlers).filter((name) => !/^(GET|POST|DELETE|[a-z]\w*)$/.test(name)),
    ).toEqual([]);
  });
});

it("nothing of an account is told to whoever has no session", async () => {
  await learn(await member(new Browser()), "a/b");
  const stranger = new Browser();
  expect(await account(stranger)).toEqual({ state: "none" });
  const progress = await stranger.send(getProgress, "/api/progress", { method: "GET" });
  expect(await progress.json()).toMatchObject({ lessons: {} });
});
