/** The control group of a workspace: its limits hold for everything that its learner runs together. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readHierarchy } from "../cgroups/hierarchy";
import { workstationName } from "../engine/ownership";
import { run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

const hierarchy = readHierarchy(readFileSync("/proc/self/mounts", "utf8"));
const MiB = 1024 ** 2;

/** A file of the group below each controller that has it. */
function read(controller: "cpu" | "memory" | "pids", ...path: string[]): string {
  const mount = hierarchy?.controllers[controller] ?? "";
  return readFileSync(join(mount, `escale-${backend.instance}-${path.join("/")}`), "utf8").trim();
}
const folders = (workspace: string) =>
  (hierarchy?.mounts ?? []).map((mount) => join(mount, `escale-${backend.instance}-${workspace}`));
const anyLeft = (workspace: string) => folders(workspace).some((folder) => existsSync(folder));
const memoryMax = hierarchy?.version === 1 ? "memory.limit_in_bytes" : "memory.max";

const docker = (workspace: string, ...args: string[]) =>
  run("docker", ["-H", `unix://${backend.paths.workspace(workspace).dockerSocket}`, ...args]);

test("made with its limits, found again after a kill, bounded as the settings say now, removed at the end", async () => {
  backend = new TestBackend({ ESCALE_WORKSPACE_MEMORY: "512m", ESCALE_WORKSPACE_PIDS: "300" });
  await backend.spawn();
  await backend.ready();
  const { id } = await backend.open("alice");
  expect(read("memory", id, memoryMax)).toBe(String((512 + 256) * MiB));
  expect(read("memory", id, "containers", memoryMax)).toBe(String(512 * MiB));
  expect(read("pids", id, "pids.max")).toBe("556");
  expect(read("pids", id, "containers", "pids.max")).toBe("300");

  await backend.kill();
  backend.env.ESCALE_WORKSPACE_PIDS = "200";
  await backend.spawn();
  await backend.ready();
  expect(read("pids", id, "containers", "pids.max")).toBe("200");
  // the workstation is in it: killing all that the group holds ends it, and the workspace with it
  const { State } = await backend.engine.getContainer(workstationName(id)).inspect();
  expect(readFileSync(`/proc/${State.Pid}/cgroup`, "utf8")).toContain(
    `/escale-${backend.instance}-${id}/`,
  );

  await backend.view("DELETE", "alice", "?files=keep");
  expect(anyLeft(id)).toBe(false);
});

test("a group that an ending left behind is removed at the next start", async () => {
  backend = new TestBackend();
  await backend.spawn();
  await backend.ready();
  const { id } = await backend.open("alice");
  await backend.kill();
  await run("docker", [
    ...["-H", backend.env.ESCALE_DOCKER_HOST ?? "", "rm", "-f", workstationName(id)],
  ]);
  expect(anyLeft(id)).toBe(true);
  await backend.spawn();
  await backend.ready();
  await expect.poll(() => anyLeft(id), { timeout: 15_000 }).toBe(false);
});

test("processes: a fork bomb in two containers takes what the workspace has, no more", async () => {
  backend = new TestBackend({ ESCALE_WORKSPACE_PIDS: "64", ESCALE_CONTAINER_PIDS: "50" });
  await backend.start();
  const { id } = await backend.open("alice");
  // the inner shell ends when it can fork no more; what it has started stays
  const bomb = "sh -c 'while :; do sleep 60 & done'; exec sleep 60";
  for (const name of ["one", "two"])
    await docker(id, "run", "-d", "--name", name, "busybox", "sh", "-c", bomb);
  await expect
    .poll(() => Number(read("pids", id, "containers", "pids.current")), { timeout: 15_000 })
    .toBeGreaterThanOrEqual(62);
  expect(Number(read("pids", id, "containers", "pids.current"))).toBeLessThanOrEqual(64);
  // what would start now is told why, and the shell is none of it
  const refused = await docker(id, "run", "--rm", "busybox", "true");
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("processus");
  const shell = await run("docker", [
    ...["-H", backend.env.ESCALE_DOCKER_HOST ?? "", "exec", workstationName(id)],
    ...["sh", "-c", "echo alive | cat"],
  ]);
  expect(shell.out).toBe("alive\n");
});

test("CPU: three containers share the workspace's, and a build's steps are among them", async () => {
  backend = new TestBackend({ ESCALE_WORKSPACE_CPUS: "0.4" });
  await backend.start();
  const { id } = await backend.open("alice");
  const burn = "while :; do :; done";
  for (const name of ["one", "two", "three"])
    await docker(id, "run", "-d", "--name", name, "busybox", "sh", "-c", burn);
  const throttled = () =>
    Number(/^nr_throttled (\d+)$/m.exec(read("cpu", id, "containers", "cpu.stat"))?.[1]);
  await expect.poll(throttled, { timeout: 15_000 }).toBeGreaterThan(20);
  await docker(id, "kill", "one", "two", "three");

  const group = join(folders(id)[0] ?? "", "containers");
  const inside = () => readdirSync(group, { withFileTypes: true }).filter((e) => e.isDirectory());
  await expect.poll(() => inside().length, { timeout: 15_000 }).toBe(0);
  const context = join(backend.data, "context");
  mkdirSync(context);
  writeFileSync(join(context, "Dockerfile"), "FROM busybox\nRUN sleep 30\n");
  const building = docker(id, "build", "-q", context);
  await expect.poll(() => inside().length, { timeout: 15_000 }).toBe(1);
  await backend.view("DELETE", "alice", "?files=keep");
  expect((await building).code).not.toBe(0);
  expect(anyLeft(id)).toBe(false);
});
