/**
 * Abuse that stays at home: what the attacker gets, and that the neighbour is unharmed and served.
 * Fork bombs: workspaces/groups; disk: disk-use; floods of requests and connections: http here.
 */
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench({ containers: 8, execs: 6 });
  a = bench.a;
});
afterAll(() => bench.close());

const inspect = (name: string, format: string) => a.ok("inspect", "-f", format, name);

async function neighbourUnharmed(): Promise<void> {
  const format = "{{.State.Running}} {{.RestartCount}}";
  expect(await onEngine("inspect", "-f", format, bench.victim.id)).toBe("true 0");
  expect(await bench.b.ok("exec", bench.victim.name, "echo", "here")).toBe("here");
}

test("a memory hog is ended at its limit, and inspect says why", async () => {
  const hog = await a.docker(["run", "--name", "hog", "-m", "16m", "busybox", "tail", "/dev/zero"]);
  expect(hog.code).toBe(137);
  expect(await inspect("hog", "{{.State.OOMKilled}} {{.State.ExitCode}}")).toBe("true 137");
  await neighbourUnharmed();
  await a.ok("rm", "hog");
});

test("tmpfs and /dev/shm fill the container's own memory, not the host's", async () => {
  for (const target of ["/t/f", "/dev/shm/f"]) {
    const script = `dd if=/dev/zero of=${target} bs=1M count=64; stat -c %s ${target}`;
    const options = ["--rm", "-m", "24m", "--tmpfs", "/t:size=20m", "--shm-size", "20m"];
    const filled = await a.docker(["run", ...options, "busybox", "sh", "-c", script]);
    // no space left at the tmpfs's size, or out of memory at the container's
    if (filled.code === 0) expect(Number(filled.out)).toBeLessThanOrEqual(20 * 1024 ** 2);
    else expect(filled.code).toBe(137);
  }
  await neighbourUnharmed();
});

test("a flood of logs keeps the last two files of a megabyte", async () => {
  const id = await a.ok("run", "-d", "--name", "loud", "busybox", "yes", "flood");
  const log = await onEngine("inspect", "-f", "{{.LogPath}}", id);
  const sizes = async () => {
    const names = [log, join(dirname(log), `${id}-json.log.1`)];
    const found = await Promise.all(names.map((name) => stat(name).catch(() => null)));
    return found.map((file) => file?.size ?? 0);
  };
  await until(async () => (await sizes()).every((size) => size > 0), 20_000);
  // a moment later it has been turned over many times
  await until(async () => (await sizes()).every((size) => size > 0 && size < 1.2 * 1024 ** 2));
  await expect(stat(join(dirname(log), `${id}-json.log.2`))).rejects.toThrow("ENOENT");
  await neighbourUnharmed();
  await a.ok("rm", "-f", "loud");
});

test("containers that end and restart for ever slow down by themselves, and can be removed", async () => {
  const names = ["r1", "r2", "r3", "r4"];
  for (const name of names)
    await a.ok("run", "-d", "--name", name, "--restart", "always", "busybox", "false");
  await until(async () => Number(await inspect("r1", "{{.RestartCount}}")) >= 3, 20_000);
  await neighbourUnharmed();
  await a.ok("rm", "-f", ...names);
  expect(await a.ok("ps", "-aq")).toBe("");
});

test("execs without end: six at once and no more, the neighbour's among them not", async () => {
  await a.ok("run", "-d", "--name", "box", "busybox", "sleep", "600");
  const storm = await Promise.all(
    Array.from({ length: 30 }, () => a.docker(["exec", "-d", "box", "sleep", "600"])),
  );
  expect(storm.filter(({ code }) => code === 0)).toHaveLength(6);
  expect(storm.find(({ code }) => code !== 0)?.err).toContain("Trop de « docker exec »");
  await neighbourUnharmed();
  await a.ok("rm", "-f", "box");
});
