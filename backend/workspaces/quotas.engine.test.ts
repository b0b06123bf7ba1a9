/** What a workspace may use, as web says it: held to, bounded here, and kept through a crash. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { workspaceViewSchema } from "@/lib/protocol/workspace";
import { readHierarchy } from "../cgroups/hierarchy";
import { run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

const MiB = 1024 ** 2;
const hierarchy = readHierarchy(readFileSync("/proc/self/mounts", "utf8"));
const memoryMax = hierarchy?.version === 1 ? "memory.limit_in_bytes" : "memory.max";
const memoryOf = (workspace: string) =>
  Number(
    readFileSync(
      join(
        hierarchy?.controllers.memory ?? "",
        `escale-${backend.instance}-${workspace}/containers`,
        memoryMax,
      ),
      "utf8",
    ),
  );
const docker = (workspace: string, ...args: string[]) =>
  run("docker", ["-H", `unix://${backend.paths.workspace(workspace).dockerSocket}`, ...args]);

async function open(owner: string, quota: unknown) {
  const { status, text } = await backend.openWith(owner, quota);
  const view = status === 200 ? workspaceViewSchema.parse(JSON.parse(text)) : null;
  if (view?.state !== "running") throw new Error(`${status} ${text}`);
  return view;
}

test("a workspace is held to what its learner may use, through a kill, until it is opened anew", async () => {
  backend = new TestBackend({
    ...{ ESCALE_PREPARED: "1", ESCALE_WORKSPACE_MEMORY: "256m", ESCALE_CLASS_MEMORY: "512m" },
    ...{ ESCALE_WORKSPACE_CPUS: "1", ESCALE_IDLE: "30m", ESCALE_EGRESS: "list" },
  });
  await backend.start();
  const prepared = async () =>
    (await backend.call("GET", "/v1/workspaces")).text.includes('"owner":null');
  await expect.poll(prepared, { timeout: 30_000 }).toBe(true);
  const quota = { memoryBytes: 128 * MiB, cpus: 0.5, containers: 1, idleMs: 600_000 };
  const { id, limits, idleStopsAt } = await open("alice", { ...quota, outside: "closed" });
  const held = { memoryBytes: 128 * MiB, cpus: 0.5, containers: 1 };
  expect(limits).toMatchObject(held);
  expect(Date.parse(idleStopsAt) - Date.now()).toBeLessThanOrEqual(600_000);
  expect(memoryOf(id)).toBe(128 * MiB);
  expect((await docker(id, "run", "-m", "200m", "busybox", "true")).err).toMatch(/mémoire|Mio/);
  // a learner's environment says nothing of a proxy, and the bridge is one of those that are closed
  const first = await docker(
    id,
    "run",
    "-d",
    "--name",
    "one",
    "busybox",
    "sh",
    "-c",
    "env; sleep 60",
  );
  expect(first.code).toBe(0);
  expect((await docker(id, "logs", "one")).out).not.toMatch(/proxy/i);
  const networks = await backend.engine.listNetworks();
  const bridges = networks
    .filter(({ Name }) => Name.includes(id))
    .map(({ Options }) => Options?.["com.docker.network.bridge.name"]);
  expect(bridges.length).toBeGreaterThan(0);
  for (const bridge of bridges) expect(bridge).toMatch(/^esc[0-9a-f]{6}x/);
  expect((await docker(id, "run", "busybox", "true")).code).not.toBe(0);

  await backend.kill();
  await backend.spawn();
  await backend.ready();
  const after = await backend.view("GET", "alice");
  expect(after).toMatchObject({ state: "running", id, limits: held });
  expect(memoryOf(id)).toBe(128 * MiB);
  // what runs keeps what it was opened with
  expect((await open("alice", { memoryBytes: 512 * MiB })).limits).toMatchObject(held);
  await backend.view("DELETE", "alice", "?files=keep");
  const again = await open("alice", { memoryBytes: 512 * MiB });
  expect(again.limits).toMatchObject({ memoryBytes: 512 * MiB, cpus: 1, containers: 20 });
  expect(memoryOf(again.id)).toBe(512 * MiB);
});

test("never more than this machine gives, whoever says so, and nothing that is not understood", async () => {
  backend = new TestBackend({ ESCALE_WORKSPACE_MEMORY: "256m" });
  await backend.start();
  for (const wrong of [
    ...[{ memoryBytes: 1 }, { cpus: "8" }, { pids: 9 }, { outside: "open" }, null, []],
  ])
    expect((await backend.openWith("eve", wrong)).status).toBe(400);
  expect(await backend.view("GET", "eve")).toMatchObject({ state: "none" });
  const greedy = { memoryBytes: 1024 ** 4, cpus: 64, containers: 1000, idleMs: 86_400_000 };
  const { id, limits, idleStopsAt } = await open("eve", greedy);
  expect(limits).toMatchObject({ memoryBytes: 256 * MiB, cpus: 1, containers: 20 });
  expect(memoryOf(id)).toBe(256 * MiB);
  expect(Date.parse(idleStopsAt) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
});
