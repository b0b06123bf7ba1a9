/** Making, bounding and removing a group: folders and files of the kernel's. */
import { mkdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isErrno } from "../gateway/files/errno";
import { type Bounds, settingsOf } from "./bounds";
import type { Hierarchy } from "./hierarchy";

/** How long the kernel may take to let go of a group whose last process has ended. */
const removalTries = 40;
const removalPauseMs = 50;

/** Makes the group at `path`, and what is missing above it, for each controller that limits. */
export async function makeGroup(at: Hierarchy, path: readonly string[]): Promise<void> {
  for (const mount of new Set(Object.values(at.controllers))) {
    let folder = mount;
    for (const part of path) {
      // version 2 hands controllers down one level at a time
      if (at.version === 2)
        await writeFile(join(folder, "cgroup.subtree_control"), "+cpu +memory +pids");
      folder = join(folder, part);
      await mkdir(folder).catch(unless("EEXIST"));
    }
  }
}

/** Rejects when the kernel refuses a limit. */
export async function boundGroup(
  at: Hierarchy,
  path: readonly string[],
  bounds: Bounds,
): Promise<void> {
  for (const { controller, file, value, optional } of settingsOf(at.version, bounds)) {
    const target = join(at.controllers[controller], ...path, file);
    // r+: a file that the kernel does not offer is not made up
    await writeFile(target, value, { flag: "r+" }).catch((cause: unknown) => {
      if (optional && isErrno(cause, "ENOENT", "EOPNOTSUPP")) return;
      throw new Error(`the kernel refused a limit at ${target}`, { cause });
    });
  }
}

/** Rejects when something still runs in it, after a patience of two seconds. */
export async function removeGroup(folder: string): Promise<void> {
  for (let left = removalTries; ; left--) {
    try {
      return await rmdir(folder);
    } catch (error) {
      if (isErrno(error, "ENOENT")) return;
      if (left === 0 || !isErrno(error, "EBUSY", "ENOTEMPTY")) throw error;
      await sleep(removalPauseMs);
    }
  }
}

const unless =
  (...codes: string[]) =>
  (error: unknown): undefined => {
    if (!isErrno(error, ...codes)) throw error;
  };
