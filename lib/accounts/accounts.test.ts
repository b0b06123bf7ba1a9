import { beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { ownerSchema } from "@/lib/protocol/ids";
import { makePasswordLink, passwordLinkMs, spendPasswordLink } from "./password-link";
import { createUser, listUsers, setRole } from "./users";

vi.setConfig({ testTimeout: 20_000 });

const origin = "https://escale.example.org";
const opened = testDatabase();

beforeEach(async () => {
  await opened.db.user.deleteMany();
  await opened.db.verification.deleteMany();
});

const ada = { email: "ada@example.org", name: "Ada", role: "trainer" } as const;
const tokenOf = ({ url }: { url: string }) => new URL(url).hash.slice(1);

describe("accounts", () => {
  it("are made once for an address, and can own a workspace", async () => {
    const user = await createUser(opened.db, ada);
    expect(user).toMatchObject({ ...ada, canSignIn: false });
    expect(ownerSchema.safeParse(user.id).success).toBe(true);
    await expect(createUser(opened.db, { ...ada, role: "admin" })).rejects.toMatchObject({
      code: "already_exists",
    });
    expect(await listUsers(opened.db)).toHaveLength(1);
    expect(await listUsers(opened.db, "admin")).toEqual([]);
  });

  it("are given a role; guests neither have one nor are listed", async () => {
    await createUser(opened.db, ada);
    const guest = { id: "g", name: "Invité", email: "temp-1@guest.escale.invalid" };
    await opened.db.user.create({ data: { ...guest, isAnonymous: true } });
    expect(await setRole(opened.db, ada.email, "admin")).toMatchObject({ role: "admin" });
    await expect(setRole(opened.db, guest.email, "admin")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await opened.db.user.findUnique({ where: { id: "g" } })).toMatchObject({
      role: "learner",
    });
    expect((await listUsers(opened.db)).map(({ email }) => email)).toEqual([ada.email]);
  });
});

describe("a link to choose a password", () => {
  it("works once", async () => {
    const { id } = await createUser(opened.db, ada);
    const link = await makePasswordLink(opened.db, { userId: id, origin });
    expect(link.url).toMatch(/^https:\/\/escale\.example\.org\/mot-de-passe#[\w-]{43}$/);
    const both = await Promise.all([
      spendPasswordLink(opened.db, tokenOf(link)),
      spendPasswordLink(opened.db, tokenOf(link)),
    ]);
    expect(both.toSorted()).toEqual([id, null].toSorted());
    expect(await spendPasswordLink(opened.db, tokenOf(link))).toBeNull();
  });

  it("is over after an hour", async () => {
    const { id } = await createUser(opened.db, ada);
    const now = new Date();
    const link = await makePasswordLink(opened.db, { userId: id, origin, now });
    const late = new Date(now.getTime() + passwordLinkMs);
    expect(await spendPasswordLink(opened.db, tokenOf(link), late)).toBeNull();
  });

  it("ends the one before it, and nobody else’s", async () => {
    const { id } = await createUser(opened.db, ada);
    const bob = await createUser(opened.db, { ...ada, email: "bob@example.org" });
    const first = await makePasswordLink(opened.db, { userId: id, origin });
    const other = await makePasswordLink(opened.db, { userId: bob.id, origin });
    const second = await makePasswordLink(opened.db, { userId: id, origin });
    expect(await spendPasswordLink(opened.db, tokenOf(first))).toBeNull();
    expect(await spendPasswordLink(opened.db, tokenOf(second))).toBe(id);
    expect(await spendPasswordLink(opened.db, tokenOf(other))).toBe(bob.id);
  });

  it("is not in the database, nor is anything that would open the account", async () => {
    const { id } = await createUser(opened.db, ada);
    const link = await makePasswordLink(opened.db, { userId: id, origin });
    const [row] = await opened.db.verification.findMany();
    expect(JSON.stringify(row)).not.toContain(tokenOf(link));
    for (const stolen of [row?.identifier, row?.identifier.replace("password:", ""), row?.id, ""]) {
      expect(await spendPasswordLink(opened.db, stolen ?? "")).toBeNull();
    }
  });
});
