/** Where the parts meet: what a course does with build, volumes, folders and networks at once. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "./testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let folder: string;

beforeAll(async () => {
  bench = await openBench();
  ({ a, b } = bench);
  folder = await mkdtemp(join(tmpdir(), "escale-together-"));
  await writeFile(
    join(folder, "Dockerfile"),
    "FROM busybox\nRUN echo built > /made\nVOLUME /data\nCMD cat /made\n",
  );
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

test("an image of one's own building is saved, loaded again and run; another learner cannot load it", async () => {
  const archive = join(folder, "own.tar");
  await a.ok("build", "-t", "own", folder);
  await a.ok("save", "-o", archive, "own");
  await a.ok("rmi", "own");
  expect(await a.ok("load", "-i", archive)).toBe("Loaded image: own:latest");
  expect(await a.ok("run", "--rm", "own")).toBe("built");
  const foreign = await b.docker(["load", "-i", archive]);
  expect(foreign.code).not.toBe(0);
  expect(await b.ok("images", "-q", "own")).toBe("");
});

test("containers of one's own image talk by name and share a volume", async () => {
  await a.ok("build", "-q", "-t", "own", folder);
  await a.ok("network", "create", "backend");
  const options = ["--network", "backend", "-v", "shared:/data"];
  await a.ok("run", "-d", "--name", "first", ...options, "own", "sleep", "60");
  await a.ok("exec", "first", "sh", "-c", "echo hello > /data/word");
  const second = ["run", "--rm", ...options, "own"];
  expect(await a.ok(...second, "cat", "/data/word")).toBe("hello");
  expect(await a.ok(...second, "nslookup", "first")).toContain("Address");
  const inspected = await a.ok("inspect", "first");
  expect(inspected).not.toContain(a.workspace);
  expect(inspected).not.toContain("escale.");
  await a.ok("rm", "-f", "first");
  await a.ok("network", "rm", "backend");
  await a.ok("volume", "rm", "shared");
});
