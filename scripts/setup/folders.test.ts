import { link, lstat, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handOver, makeFolder, roomProblem } from "./folders";

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

const GiB = 1024 ** 3;

test("a disk that is too small is said with what to do, before anything is made", () => {
  expect(() => roomProblem("/data", 0.5 * GiB, 2 * GiB)).toThrow(/only 0\.5 GiB free .* \/data/);
  expect(roomProblem("/data", 1.5 * GiB, 2 * GiB)?.what).toContain("no workspace will open");
  expect(roomProblem("/data", 20 * GiB, 2 * GiB)).toBeNull();
});

// giving files away is root's to do
test.runIf(process.getuid?.() === 0)(
  "what root left in web's folder is given to web, and nothing from outside of it",
  async () => {
    const base = await mkdtemp(join(tmpdir(), "escale-folders-"));
    const user = { uid: 65_534, gid: 65_534 };
    const owner = async (path: string) => (await lstat(join(base, path))).uid;
    try {
      await mkdir(join(base, "web/database"), { recursive: true });
      await writeFile(join(base, "web/database.migrated"), "");
      await writeFile(join(base, "web/database/1"), "");
      await writeFile(join(base, "outside"), "");
      await symlink("../outside", join(base, "web/link"));
      await link(join(base, "outside"), join(base, "web/second-name"));
      await handOver(join(base, "web"), user);
      for (const path of ["web", "web/database", "web/database/1", "web/database.migrated"]) {
        expect([path, await owner(path)]).toEqual([path, user.uid]);
      }
      expect(await owner("web/link")).toBe(user.uid);
      expect(await owner("outside")).toBe(0);
    } finally {
      await rm(base, { recursive: true, force: true });
    }
  },
);
