/** The operator's routes and what their pages read, for an admin and for everybody else. */
import { describe, expect, it, vi } from "vitest";
import { forgetOldAudits } from "@/lib/audit/audit";
import { auth } from "@/lib/auth/auth";
import { currentUser } from "@/lib/auth/current-user";
import { backend } from "@/lib/backend-client/client";
import { database } from "@/lib/db/client";
import { publicOrigin } from "@/lib/http/same-origin";
import { findAccounts } from "@/lib/operator/accounts";
import { readJournal } from "@/lib/operator/journal";
import { readMachine } from "@/lib/operator/machine";
import { passwordLinkSchema, type Role } from "@/lib/protocol/account";
import { runtime } from "@/lib/runtime/settings";
import { Browser, errorOf } from "../account/testing/browser";
import { ada, bob, learn, member, signIn } from "../account/testing/people";
import { testSite } from "../account/testing/site";
import { POST as postLink } from "./accounts/password-link/route";
import { POST as postRole } from "./accounts/role/route";
import { DELETE as stop } from "./workspaces/[owner]/route";

vi.setConfig({ testTimeout: 60_000 });

const site = testSite();

const userAt = async (email: string) =>
  (await database()).user.findFirstOrThrow({ where: { email } });

/** Ada, with this role. */
async function signedIn(role: Role): Promise<Browser> {
  const browser = await member(new Browser());
  await (await database()).user.update({ where: { email: ada.email }, data: { role } });
  return browser;
}

const asked = (browser: Browser) =>
  currentUser(
    new Headers({ cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; ") }),
    auth,
  );

const ofOwner = (owner: string) => (request: Request) =>
  stop(request, { params: Promise.resolve({ owner }) });

/** Each change that an admin can make, made to Bob. */
const changes = [
  [
    "a role",
    async (browser: Browser, options = {}) =>
      browser.send(postRole, "/api/admin/accounts/role", {
        body: { id: (await userAt(bob.email)).id, role: "admin" },
        ...options,
      }),
  ],
  [
    "a password link",
    async (browser: Browser, options = {}) =>
      browser.send(postLink, "/api/admin/accounts/password-link", {
        body: { id: (await userAt(bob.email)).id },
        ...options,
      }),
  ],
  [
    "the end of a workspace",
    async (browser: Browser, options = {}) => {
      const { id } = await userAt(bob.email);
      return browser.send(ofOwner(id), `/api/admin/workspaces/${id}`, {
        method: "DELETE",
        ...options,
      });
    },
  ],
] as const;

/** Bob is as he was, and the journal says nothing. */
async function expectUntouched(): Promise<void> {
  const db = await database();
  expect((await userAt(bob.email)).role).toBe("learner");
  expect(await db.verification.count()).toBe(0);
  expect(await db.auditEntry.count()).toBe(0);
  expect(site.asked.filter((each) => each.startsWith("DELETE"))).toEqual([]);
}

describe.each(changes)("%s", (_, change) => {
  it("is an admin’s to make, and stands in the journal", async () => {
    await (await database()).auditEntry.deleteMany();
    await member(new Browser(), bob);
    const admin = await signedIn("admin");
    expect((await change(admin)).status).toBeLessThan(300);
    const { entries } = await readJournal(await database(), await asked(admin));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ actor: ada.name, subject: expect.stringContaining("Bob") });
  });

  it.each(["trainer", "learner"] as const)("is not a %s’s", async (role) => {
    await (await database()).auditEntry.deleteMany();
    await member(new Browser(), bob);
    const response = await change(await signedIn(role));
    expect(response.status).toBe(403);
    await expectUntouched();
  });

  it("is not a guest’s, nor a stranger’s, whatever the guest’s row says", async () => {
    await (await database()).auditEntry.deleteMany();
    await member(new Browser(), bob);
    expect((await change(new Browser())).status).toBe(401);
    const guest = new Browser();
    await learn(guest, "a/b");
    await (await database()).user.updateMany({
      where: { isAnonymous: true },
      data: { role: "admin" },
    });
    expect((await change(guest)).status).toBe(403);
    await expectUntouched();
  });

  it("is not made by a page of another site", async () => {
    await (await database()).auditEntry.deleteMany();
    await member(new Browser(), bob);
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await change(await signedIn("admin"), { headers })).status).toBe(403);
    await expectUntouched();
  });
});

it("an admin cannot lose their own role by mistake", async () => {
  const admin = await signedIn("admin");
  const { id } = await userAt(ada.email);
  const response = await admin.send(postRole, "/api/admin/accounts/role", {
    body: { id, role: "learner" },
  });
  expect((await errorOf(response)).message).toMatch(/votre propre rôle/);
  expect((await userAt(ada.email)).role).toBe("admin");
});

it.each([
  ["an unknown role", { role: "root" }],
  ["a field that is none of its own", { role: "trainer", email: "x@example.org" }],
  ["an id that is none", { id: "../x", role: "trainer" }],
  ["somebody who is not there", { id: "nobody", role: "trainer" }],
])("refuses %s and changes nothing", async (_, body) => {
  await member(new Browser(), bob);
  const admin = await signedIn("admin");
  const { id } = await userAt(bob.email);
  const response = await admin.send(postRole, "/api/admin/accounts/role", {
    body: { id, ...body },
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await userAt(bob.email)).toMatchObject({ role: "learner", email: bob.email });
});

it("a guest is no account: no role, no link", async () => {
  const admin = await signedIn("admin");
  await learn(new Browser(), "a/b");
  const { id } = await (await database()).user.findFirstOrThrow({ where: { isAnonymous: true } });
  for (const [handler, path, body] of [
    [postRole, "/api/admin/accounts/role", { id, role: "trainer" }],
    [postLink, "/api/admin/accounts/password-link", { id }],
  ] as const)
    expect((await admin.send(handler, path, { body })).status).toBe(404);
});

it("a role that was taken away ends the rights of a session that is open", async () => {
  await member(new Browser(), bob);
  const admin = await signedIn("admin");
  await (await database()).user.update({ where: { email: ada.email }, data: { role: "learner" } });
  expect((await changes[0][1](admin)).status).toBe(403);
});

it("the link is for the site itself, and works once", async () => {
  await member(new Browser(), bob);
  const admin = await signedIn("admin");
  const { id } = await userAt(bob.email);
  const made = await admin.send(postLink, "/api/admin/accounts/password-link", {
    body: { id },
    headers: { "x-forwarded-host": "evil.example" },
  });
  const { url } = passwordLinkSchema.parse(await made.json());
  expect(new URL(url).origin).toBe(publicOrigin(runtime().settings));
  expect(url).not.toContain(id);
  // what it opens is tested with the links themselves (app/api/account)
  expect((await signIn(new Browser(), bob.email, bob.password)).status).toBe(204);
});

describe("the pages read", () => {
  it("accounts by a part of their name or address, without guests", async () => {
    await member(new Browser(), bob);
    await learn(new Browser(), "a/b");
    const admin = await asked(await signedIn("admin"));
    const db = await database();
    const all = await findAccounts(db, admin, { page: 1 });
    expect(all).toMatchObject({ total: 2, guests: 1 });
    const part = await findAccounts(db, admin, { query: "BOB@EX", page: 1 });
    expect(part.accounts.map(({ email }) => email)).toEqual([bob.email]);
    const none = await findAccounts(db, admin, { query: "%", page: 1 });
    expect(none.total).toBe(0);
    const trainers = await findAccounts(db, admin, { role: "trainer", page: 1 });
    expect(trainers.total).toBe(0);
    expect((await findAccounts(db, admin, { page: 2 })).accounts).toEqual([]);
  });

  it("nothing for anybody but an admin", async () => {
    const db = await database();
    for (const user of [null, await asked(await signedIn("trainer"))]) {
      await expect(findAccounts(db, user, { page: 1 })).rejects.toThrow();
      await expect(readJournal(db, user)).rejects.toThrow();
      await expect(readMachine(db, backend(), user)).rejects.toThrow();
    }
  });

  it("a journal of many pages, and forgets what is older than a year", async () => {
    const admin = await asked(await signedIn("admin"));
    const db = await database();
    await db.auditEntry.deleteMany();
    const old = new Date(Date.now() - 366 * 24 * 3_600_000);
    const entry = { actorName: "x", action: "of.another.version", subject: "y" };
    await db.auditEntry.createMany({ data: Array.from({ length: 60 }, () => entry) });
    await db.auditEntry.create({ data: { ...entry, at: old } });
    expect(await forgetOldAudits(db)).toBe(1);
    const first = await readJournal(db, admin);
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]?.action).toBe("of.another.version");
    const second = await readJournal(db, admin, first.older ?? 0);
    expect(second.entries).toHaveLength(10);
    expect(second.older).toBeNull();
  });
});
