/** What a class's workspaces may use is the operator's to say: not its trainers', nor its learners'. */
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { forget } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { POST as actOnClass } from "../classes/[id]/route";
import { POST as newClass } from "../classes/route";
import {
  act,
  classOf,
  guest,
  member,
  request,
  type Someone,
  sit,
  trainer,
} from "../testing/classes";
import { POST as openWorkspace } from "../workspace/route";
import { POST as postQuota } from "./classes/[id]/quota/route";

vi.setConfig({ testTimeout: 60_000 });
testSiteData(
  { ESCALE_GUESTS_PER_HOUR: "100000", ESCALE_CLASS_MEMORY: "2g", ESCALE_EGRESS: "list" },
  120_000,
);

const MiB = 1024 ** 2;
/** what the backend was told when it was asked for a workspace */
const told: unknown[] = [];
let backend: Server;
beforeAll(async () => {
  backend = createServer(async (asked, answer) => {
    told.push(JSON.parse(await text(asked)));
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ state: "opening" }));
  });
  mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
  await new Promise<void>((done) => backend.listen(runtime().paths.backendSocket, done));
});
afterAll(() => {
  backend.closeAllConnections();
  backend.close();
});
beforeEach(async () => {
  told.length = 0;
  for (const limit of ["changesPerAddress", "guestsInAll"] as const) forget(limit);
  const db = await database();
  await db.auditEntry.deleteMany();
  await db.classroom.deleteMany();
});

const set = (id: string, body: unknown, who?: Someone, headers?: Record<string, string>) =>
  postQuota(
    request("/api/x", { who, method: "POST", body, ...(headers === undefined ? {} : { headers }) }),
    { params: Promise.resolve({ id }) },
  );
const open = async (who: Someone, body: unknown = {}) =>
  openWorkspace(request("/api/workspace", { who, method: "POST", body }));
const quotaIn = async (id: string) =>
  (await (await database()).classroom.findUniqueOrThrow({ where: { id } })).quota;

const large = { memoryBytes: 2048 * MiB };
const small = { memoryBytes: 128 * MiB, containers: 2, outside: "closed" };

describe("a class's quota", () => {
  it("is set by an admin, stands in the journal, and is told when a workspace is opened", async () => {
    const [admin, ada, bob] = [await member("Root", "admin"), await trainer(), await guest()];
    const id = await classOf(ada);
    await sit(bob, id, "Bob");
    await open(bob);
    expect((await set(id, { quota: small }, admin)).status).toBe(204);
    await open(bob);
    expect((await set(id, { quota: {} }, admin)).status).toBe(204);
    expect(await quotaIn(id)).toBeNull();
    await open(bob);
    expect(told).toEqual([{ quota: {} }, { quota: small }, { quota: {} }]);
    const entries = await (await database()).auditEntry.findMany({
      where: { action: "class.quota" },
      orderBy: { id: "asc" },
    });
    expect(entries).toMatchObject([
      {
        ...{ actorName: "Root", subject: "classe Groupe B" },
        detail: "128\u00a0Mio de mémoire, 2\u00a0conteneurs, Internet fermé",
      },
      { detail: "celles de la machine" },
    ]);
  });

  it("of several classes is the most, closed where one is; a class that is over, or left, counts no more", async () => {
    const [admin, ada, bob] = [await member("Root", "admin"), await trainer(), await guest()];
    const [one, other] = [await classOf(ada), await classOf(ada)];
    await set(one, { quota: small }, admin);
    await set(other, { quota: large }, admin);
    const db = await database();
    for (const [n, classId] of [one, other].entries())
      await db.classPlace.create({
        data: { classId, userId: bob.id, name: "Bob", token: String(n).repeat(22) },
      });
    await open(bob);
    expect(told.at(-1)).toEqual({
      quota: { memoryBytes: 2048 * MiB, containers: 20, outside: "closed" },
    });
    await act(ada, one, { action: "archive" });
    await open(bob);
    expect(told.at(-1)).toEqual({ quota: large });
    await db.classPlace.deleteMany();
    await open(bob);
    expect(told.at(-1)).toEqual({ quota: {} });
  });

  it("is not its trainer's to raise, nor a learner's, a guest's, a stranger's or another site's", async () => {
    const [admin, ada, bob] = [await member("Root", "admin"), await trainer(), await guest()];
    const id = await classOf(ada);
    await sit(bob, id, "Bob");
    const body = { quota: large };
    for (const who of [ada, bob, await member("Eve", "learner")])
      expect((await set(id, body, who)).status).toBe(403);
    expect((await set(id, body)).status).toBe(401);
    const elsewhere = { origin: "http://evil.example", "content-type": "application/json" };
    expect((await set(id, body, admin, elsewhere)).status).toBe(403);
    // nor by the ways that a trainer has into their class
    const settings = { action: "settings", name: "X", timeZone: "UTC" };
    for (const wrong of [
      { ...settings, quota: large },
      { action: "quota", quota: large },
    ]) {
      const asked = request("/api/x", { who: ada, method: "POST", body: wrong });
      expect((await actOnClass(asked, { params: Promise.resolve({ id }) })).status).toBe(400);
    }
    const made = request("/api/x", { who: ada, method: "POST", body: { name: "X", quota: large } });
    expect((await newClass(made)).status).toBe(400);
    expect(await quotaIn(id)).toBeNull();
    // a copy of a class that was given more has the usual
    expect((await set(id, body, admin)).status).toBe(204);
    const copy = await act(ada, id, { action: "duplicate", name: "Copie", start: null });
    expect(await quotaIn(copy.id ?? "")).toBeNull();
  });

  it("is not claimed by a learner who says one", async () => {
    const bob = await guest();
    for (const claim of [{ quota: large }, { quota: { memoryBytes: 1024 ** 4 } }, { class: "x" }])
      await open(bob, claim);
    expect(told).toEqual(Array(3).fill({ quota: {} }));
  });

  it.each<[string, unknown]>([
    ["more than the machine gives", { memoryBytes: 4096 * MiB }],
    ["more processors than it gives", { cpus: 64 }],
    ["no memory", { memoryBytes: 0 }],
    ["a negative number", { containers: -1 }],
    ["a text", { memoryBytes: "1g" }],
    ["what nobody knows", { pids: 5 }],
    ["an open outside", { outside: "open" }],
    ["null", null],
  ])("of %s is refused, from an admin too", async (_what, quota) => {
    const [admin, ada] = [await member("Root", "admin"), await trainer()];
    const id = await classOf(ada);
    expect((await set(id, { quota }, admin)).status).toBe(400);
    expect(await quotaIn(id)).toBeNull();
  });

  it.each(["nulle-part", "../x", "\u0000", "x".repeat(200)])(
    "of a class called %j is nobody's",
    async (id) => {
      expect((await set(id, { quota: small }, await member("Root", "admin"))).status).toBe(404);
    },
  );
});
