import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "./folders";

test("folders are made with those above them, and left alone when they exist", async () => {
  const base = await mkdtemp(join(tmpdir(), "escale-folders-"));
  try {
    const path = join(base, "a/b/c");
    await makeFolder(path, 0o700);
    await makeFolder(path, 0o711);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  } finally {
    await rm(base, { recursive: true, force: true });
  }
});

test("where no folder can be made it says so instead of trying for ever", async () => {
  await expect(makeFolder("/proc/escale/data", 0o700)).rejects.toThrow(/ENOENT|EACCES|EPERM/);
});
