/** save, load, export, import, update and history, as the course types them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, run, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let folder: string;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
  folder = await mkdtemp(join(tmpdir(), "escale-archives-"));
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const id = (image: string) => a.ok("images", "-q", "--no-trunc", image);

test("save and load: the same image under the same name, plain and gzipped", async () => {
  const before = await id("busybox");
  const [plain, zipped] = [join(folder, "b.tar"), join(folder, "b.tar.gz")];
  await a.ok("save", "-o", plain, "busybox");
  const manifest = await run("tar", ["-xOf", plain, "manifest.json", "repositories"]);
  expect(manifest.out).toContain('"RepoTags":["busybox:latest"]');
  expect(manifest.out).toContain('{"busybox":{"latest":');
  expect(manifest.out).not.toContain(a.workspace);
  await run("sh", ["-c", `gzip -k ${plain}`]);
  for (const file of [plain, zipped]) {
    await a.ok("rmi", "busybox");
    expect(await a.ok("load", "-i", file)).toBe("Loaded image: busybox:latest");
    expect(await id("busybox")).toBe(before);
  }
  expect(await a.ok("run", "--rm", "busybox", "echo", "runs")).toBe("runs");
});

test("several images, one committed, one by its ID", async () => {
  const container = await a.ok("run", "-d", "busybox", "touch", "/own");
  await a.ok("wait", container);
  await a.ok("commit", container, "mine:1");
  await a.ok("tag", "mine:1", "localhost:5000/a/b:2");
  await a.ok("rm", container);
  const mine = await id("mine:1");
  const file = join(folder, "many.tar");
  await a.ok("save", "-o", file, "busybox", "mine:1", "localhost:5000/a/b:2");
  await a.ok("rmi", "mine:1", "localhost:5000/a/b:2");
  const said = await a.ok("load", "-q", "-i", file);
  expect(said.split("\n").sort()).toEqual([
    "Loaded image: busybox:latest",
    "Loaded image: localhost:5000/a/b:2",
    "Loaded image: mine:1",
  ]);
  expect(await id("mine:1")).toBe(mine);
  expect(await a.ok("run", "--rm", "mine:1", "ls", "/own")).toBe("/own");
  await a.ok("rmi", "localhost:5000/a/b:2");
  await a.ok("save", "-o", file, mine);
  expect(await a.ok("load", "-i", file)).toBe(`Loaded image ID: ${mine}`);
  await a.ok("rmi", "-f", mine);
});

test("export and import", async () => {
  const container = await a.ok("run", "-d", "busybox", "touch", "/own");
  await a.ok("wait", container);
  const file = join(folder, "fs.tar");
  await a.ok("export", "-o", file, container);
  await a.ok("rm", container);
  const made = await a.ok("import", "--change", "CMD ls /own", "--message", "vu", file, "flat:1");
  expect(made).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await a.ok("run", "--rm", "flat:1")).toBe("/own");
  expect(await a.ok("history", "-q", "flat:1")).not.toContain("\n");
  await a.ok("rmi", "flat:1");
  expect((await a.docker(["import", "http://127.0.0.1:1/x", "y"])).err).toContain("archive locale");
});

test("update lowers memory and CPUs, changes the restart policy, and raises nothing", async () => {
  await a.ok("run", "-d", "--name", "up", "-m", "64m", "busybox", "sleep", "60");
  await a.ok("update", "-m", "32m", "--cpus", "0.5", "--restart", "on-failure:3", "up");
  const format =
    "{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}}";
  expect(await a.ok("inspect", "--format", format, "up")).toBe(
    "33554432 33554432 500000000 on-failure",
  );
  await a.ok("update", "-m", "64m", "up");
  for (const [option, word] of [
    ["-m=65m", "64 Mio"],
    ["--memory-swap=-1", "--memory-swap"],
    ["--cpus=64", "--cpus"],
    ["--pids-limit=-1", "--pids-limit"],
    ["--cpu-shares=100", "--cpu-shares"],
    ["--cpuset-cpus=0", "--cpuset-cpus"],
    ["--kernel-memory=1g", "--kernel-memory"],
    ["--blkio-weight=500", "--blkio-weight"],
  ] as const)
    expect((await a.docker(["update", option, "up"])).err, option).toContain(word);
  expect((await a.docker(["update", "-m", "32m", "web"])).err).toContain("No such container");
  expect(await a.ok("inspect", "--format", format, "up")).toContain("67108864 67108864 500000000");
  await a.ok("rm", "-f", "up");
});

test("history tells how the image was made, not the platform's labels", async () => {
  const steps = await a.ok(
    "history",
    "--no-trunc",
    "--format",
    "{{.ID}} {{.CreatedBy}}",
    "busybox",
  );
  expect(steps).toContain("CMD");
  expect(steps).not.toContain("escale.");
  expect(steps).toMatch(/^sha256:[0-9a-f]{64} /);
});
