import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentHash } from "./content-hash";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-hash-"));
  await mkdir(join(folder, "a/b"), { recursive: true });
  await writeFile(join(folder, "a/b/c"), "text");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const changes: [string, () => Promise<unknown>][] = [
  ["another text", () => writeFile(join(folder, "a/b/c"), "other")],
  ["a new file", () => writeFile(join(folder, "a/new"), "")],
  ["a file gone", () => rm(join(folder, "a/b/c"))],
  ["an executable bit", () => chmod(join(folder, "a/b/c"), 0o755)],
  ["a link", () => symlink("c", join(folder, "a/b/link"))],
];

test.each(changes)("%s changes the hash", async (_, change) => {
  const before = await contentHash(folder, ["a"]);
  expect(await contentHash(folder, ["a"])).toBe(before);
  await change();
  expect(await contentHash(folder, ["a"])).not.toBe(before);
});

test("what is skipped or ignored does not count", async () => {
  const options = { skip: ["node_modules"], ignore: (name: string) => name.endsWith(".test.ts") };
  const before = await contentHash(folder, ["a"], options);
  await mkdir(join(folder, "a/node_modules"));
  await writeFile(join(folder, "a/node_modules/x"), "x");
  await writeFile(join(folder, "a/x.test.ts"), "x");
  expect(await contentHash(folder, ["a"], options)).toBe(before);
});
