/** What is written for version 2, on folders that look like the kernel's. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { setFrozen, thawBelow } from "./freezer";
import { boundGroup, makeGroup, removeGroup } from "./group-files";
import type { Hierarchy } from "./hierarchy";

const root = mkdtempSync(join(tmpdir(), "escale-groups-"));
afterAll(() => rmSync(root, { recursive: true }));
const at: Hierarchy = {
  version: 2,
  controllers: { cpu: root, memory: root, pids: root },
  freezer: root,
  mounts: [root],
};

test("version 2: what is frozen below a group is let go on, all of it or one", async () => {
  for (const name of ["one", "two"]) {
    mkdirSync(join(root, "w/containers", name), { recursive: true });
    writeFileSync(join(root, "w/containers", name, "cgroup.freeze"), "1");
  }
  const states = () =>
    ["one", "two"].map((name) =>
      readFileSync(join(root, "w/containers", name, "cgroup.freeze"), "utf8"),
    );
  await setFrozen(at, ["w", "containers", "one"], false);
  expect(states()).toEqual(["0", "1"]);
  await setFrozen(at, ["w", "containers", "one"], true);
  await thawBelow(at, ["w", "containers"]);
  expect(states()).toEqual(["0", "0"]);
  await setFrozen(at, ["w", "containers", "gone"], false);
  await thawBelow(at, ["nobody"]);
});

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
