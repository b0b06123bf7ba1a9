import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
});
afterAll(() => bench.close());

test("--pid container: sees the processes of an own container, and may end them", async () => {
  await a.ok("run", "-d", "--name", "watched", "busybox", "sleep", "4321");
  const seen = await a.ok("run", "--rm", "--pid", "container:watched", "busybox", "ps");
  expect(seen).toContain("sleep 4321");
  const id = await a.ok("inspect", "--format", "{{.Id}}", "watched");
  const joined = await a.ok("create", "--pid", `container:${id.slice(0, 12)}`, "busybox");
  expect(await a.ok("inspect", "--format", "{{.HostConfig.PidMode}}", joined)).toBe(
    `container:${id}`,
  );
  await a.ok("rm", "-f", "watched", joined);
});

test("--ipc container: shares memory with a container that was made shareable", async () => {
  const shares = "touch /dev/shm/shared; sleep 600";
  await a.ok("run", "-d", "--name", "sharing", "--ipc", "shareable", "busybox", "sh", "-c", shares);
  await expect
    .poll(() =>
      a.docker(["run", "--rm", "--ipc", "container:sharing", "busybox", "ls", "/dev/shm"]),
    )
    .toMatchObject({ out: expect.stringContaining("shared") });
  await a.ok("run", "-d", "--name", "alone", "busybox", "sleep", "600");
  const refused = await a.docker(["run", "--rm", "--ipc", "container:alone", "busybox", "true"]);
  expect(refused.code).not.toBe(0);
  await a.ok("rm", "-f", "sharing", "alone");
});
