import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type OpenDatabase, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { ownerSchema } from "@/lib/protocol/ids";
import { type Auth, createAuth } from "./auth";
import { readSecret } from "./secret";
import { createGuest, sessionOwner } from "./session";

// A real database and real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 20_000 });

const data = mkdtempSync(join(tmpdir(), "escale-auth-"));
let opened: OpenDatabase;
let local: Auth;
let published: Auth;
const warnings: string[] = [];

beforeAll(async () => {
  await migrate({ ESCALE_DATA: data });
  opened = await openDatabase({ folder: join(data, "web/database") });
  const secret = readSecret(join(data, "web/secret"));
  const warn = (message: string) => void warnings.push(message);
  local = createAuth({ db: opened.db, secret, warn });
  published = createAuth({ db: opened.db, secret, warn, url: "https://escale.example.org" });
}, 60_000);
afterAll(async () => {
  await opened?.close();
  rmSync(data, { recursive: true, force: true });
});

const localAuth = async () => local;
const cookieOf = (setCookies: readonly string[]) =>
  new Headers({ cookie: setCookies.map((each) => each.split(";")[0]).join("; ") });

describe("guests", () => {
  it("is made with an httpOnly, SameSite cookie that signs it in, and an id fit for an owner", async () => {
    const guest = await createGuest(new Headers({ host: "localhost:3000" }), localAuth);
    expect(ownerSchema.safeParse(guest.owner).success).toBe(true);
    const session = guest.setCookies.find((each) => each.startsWith("escale.session_token="));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=Lax/i);
    expect(session).not.toMatch(/; Secure/i);
    expect(await sessionOwner(cookieOf(guest.setCookies), localAuth)).toBe(guest.owner);
    const user = await opened.db.user.findUniqueOrThrow({ where: { id: guest.owner } });
    expect(user).toMatchObject({ isAnonymous: true, name: "Invité" });
    expect(user.email).toMatch(/\.invalid$/);
  });

  it("has a Secure cookie on an https address, under a name that no other host or plain HTTP can set", async () => {
    const guest = await createGuest(new Headers(), async () => published);
    const session = guest.setCookies.find((each) => each.includes("session_token="));
    expect(session).toMatch(/^__Host-escale\.session_token=.*; Path=\/;.*; Secure/i);
    expect(session).not.toMatch(/domain/i);
    const [pair = ""] = session?.split(";") ?? [];
    const planted = new Headers({ cookie: pair.replace("__Host-", "") });
    expect(await sessionOwner(planted, async () => published)).toBeNull();
    expect(await sessionOwner(cookieOf(guest.setCookies), async () => published)).toBe(guest.owner);
  });

  it("gives each newcomer an account of their own, ignoring a cookie that is worth nothing", async () => {
    const stale = new Headers({ cookie: "escale.session_token=forged.c2lnbmF0dXJl" });
    const [first, second] = await Promise.all([
      createGuest(stale, localAuth),
      createGuest(stale, localAuth),
    ]);
    expect(first.owner).not.toBe(second.owner);
  });
});

describe("sessions", () => {
  it("ends at once when revoked", async () => {
    const guest = await createGuest(new Headers(), localAuth);
    await opened.db.session.deleteMany({ where: { userId: guest.owner } });
    expect(await sessionOwner(cookieOf(guest.setCookies), localAuth)).toBeNull();
  });

  it("ends when its time is over", async () => {
    const guest = await createGuest(new Headers(), localAuth);
    await opened.db.session.updateMany({
      where: { userId: guest.owner },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    expect(await sessionOwner(cookieOf(guest.setCookies), localAuth)).toBeNull();
  });

  it("is nobody's with a token whose signature is missing, altered or of another token", async () => {
    const guest = await createGuest(new Headers(), localAuth);
    const other = await createGuest(new Headers(), localAuth);
    const value = (setCookies: readonly string[]) =>
      decodeURIComponent(cookieOf(setCookies).get("cookie") ?? "").replace(/^[^=]*=/, "");
    const [token, signature] = value(guest.setCookies).split(".");
    const [, otherSignature] = value(other.setCookies).split(".");
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${otherSignature}`,
      `x${token}.${signature}`,
    ]) {
      const headers = new Headers({
        cookie: `escale.session_token=${encodeURIComponent(forged ?? "")}`,
      });
      expect(await sessionOwner(headers, localAuth)).toBeNull();
    }
  });

  it("asks nothing of the database without our cookie", async () => {
    const never = () => Promise.reject(new Error("the database was asked"));
    expect(await sessionOwner(new Headers({ cookie: "other=1" }), never)).toBeNull();
  });
});

describe("the public auth endpoints", () => {
  it("make no account, by any path", async () => {
    const before = await opened.db.user.count();
    for (const path of ["sign-in/anonymous", "sign-up/email", "sign-in/anonymous/"]) {
      const response = await local.handler(
        new Request(`http://localhost/api/auth/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: "http://localhost" },
          body: JSON.stringify({ email: "a@example.org", password: "motdepasse", name: "A" }),
        }),
      );
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect(await opened.db.user.count()).toBe(before);
  });
});

describe("readSecret", () => {
  it("is made once, for its owner alone", () => {
    const path = join(data, "fresh/secret");
    const secret = readSecret(path);
    expect(secret).toHaveLength(43);
    expect(readSecret(path)).toBe(secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("refuses an empty file rather than signing with nothing", () => {
    const path = join(data, "empty");
    writeFileSync(path, "");
    expect(() => readSecret(path)).toThrow(/too short/);
  });
});
