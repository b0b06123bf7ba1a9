/** What is written for version 2, on folders that look like the kernel's. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { boundGroup, makeGroup, removeGroup } from "./group-files";
import type { Hierarchy } from "./hierarchy";

const root = mkdtempSync(join(tmpdir(), "escale-groups-"));
afterEach(() => rmSync(root, { recursive: true }));
const at: Hierarchy = {
  version: 2,
  controllers: { cpu: root, memory: root, pids: root },
  mounts: [root],
};

test("version 2: controllers are handed down, limits written, a file that is missing is not", async () => {
  await makeGroup(at, ["top", "w"]);
  await makeGroup(at, ["top", "w"]);
  const read = (name: string) => readFileSync(join(root, name), "utf8");
  expect(read("cgroup.subtree_control")).toBe("+cpu +memory +pids");
  expect(read("top/cgroup.subtree_control")).toBe("+cpu +memory +pids");
  const bounds = { memoryBytes: 1024 ** 3, cpus: 1.5, pids: 300 };
  await expect(boundGroup(at, ["top", "w"], bounds)).rejects.toThrow("memory.max");
  for (const file of ["memory.max", "cpu.max", "pids.max"])
    writeFileSync(join(root, "top/w", file), "");
  await boundGroup(at, ["top", "w"], bounds);
  expect(read("top/w/memory.max")).toBe("1073741824");
  expect(read("top/w/cpu.max")).toBe("30000 20000");
  expect(read("top/w/pids.max")).toBe("300");
  mkdirSync(join(root, "empty"));
  await removeGroup(join(root, "empty"));
  await removeGroup(join(root, "empty"));
});
