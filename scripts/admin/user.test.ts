/** The operator's commands on accounts, through web's real socket and a real database. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { spendPasswordLink } from "@/lib/accounts/password-link";
import { type OpenDatabase, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { passwordLinkSchema } from "@/lib/protocol/account";
import { forget } from "@/lib/runtime/once";
import { createOperatorServer, listenForOperator } from "@/server/operator/operator";
import { call } from "../supervisor/http";
import { Accounts } from "./accounts";
import { changeRole, createUser, listUsers, passwordLink } from "./user";

vi.setConfig({ testTimeout: 20_000 });

const data = mkdtempSync(join(tmpdir(), "escale-operator-"));
const socketPath = join(data, "operator.sock");
const accounts = new Accounts(socketPath);
let opened: OpenDatabase;
let server: Server;

beforeAll(async () => {
  process.env.ESCALE_DATA = data;
  process.env.ESCALE_LOG_LEVEL = "silent";
  forget("runtime");
  await migrate({ ESCALE_DATA: data });
  opened = await openDatabase({ folder: join(data, "web/database") });
  const origin = "http://localhost:3000";
  server = createOperatorServer({ database: async () => opened.db, origin });
  await listenForOperator(server, socketPath);
}, 60_000);
afterAll(async () => {
  server?.close();
  await opened?.close();
  rmSync(data, { recursive: true, force: true });
});

it("makes the first admin, whose password is chosen by the link", async () => {
  expect(await accounts.list("admin")).toEqual([]);
  const options = { email: " Ada@Example.org", role: "admin" };
  const made = passwordLinkSchema.parse(JSON.parse(await createUser(accounts, options, true)));
  const [admin] = await accounts.list("admin");
  expect(admin).toMatchObject({ email: "ada@example.org", name: "ada", canSignIn: false });
  expect(await spendPasswordLink(opened.db, new URL(made.url).hash.slice(1))).toBe(admin?.id);
  expect(await listUsers(accounts, undefined, false)).toMatch(
    /ada@example\.org +admin +ada .*not yet/,
  );
});

it("says what is wrong in words that help", async () => {
  const options = { email: "bob@example.org", role: "trainer" };
  await createUser(accounts, options, false);
  await expect(createUser(accounts, options, false)).rejects.toThrow(/already_exists/);
  await expect(createUser(accounts, { ...options, role: "root" }, false)).rejects.toThrow(
    /no role/,
  );
  await expect(passwordLink(accounts, "nobody@example.org", false)).rejects.toThrow(/not_found/);
  await expect(passwordLink(accounts, "nobody", false)).rejects.toThrow(/not an address/);
  expect(await changeRole(accounts, "bob@example.org", "learner")).toMatch(/is learner/);
  const nowhere = new Accounts(join(data, "nothing.sock"));
  await expect(nowhere.list()).rejects.toThrow(/does not answer/);
});

it("is for its owner alone, and refuses what it does not understand", async () => {
  expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  const ask = async (method: string, path: string, body?: string) => {
    const sent = body === undefined ? {} : { body };
    return (await call({ socketPath, method, path, timeoutMs: 5_000, ...sent })).status;
  };
  expect(await ask("GET", "/v1/users?role=root")).toBe(400);
  expect(await ask("GET", "/v1/elsewhere")).toBe(404);
  expect(await ask("POST", "/v1/roles", '{"email":"a@b.fr","role":"admin","id":"1"}')).toBe(400);
});
