/**
 * The kernel's freezer, to let go on what was frozen in a group for good. A pause that meets an exec
 * while it begins freezes runc's own half-made process; the engine then waits for that process, under
 * the container's lock, and unpause waits for the lock (opencontainers/runc#2753; seen with runc 1.1.5
 * below containerd 1.6.20).
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isErrno } from "../gateway/files/errno";
import type { Hierarchy } from "./hierarchy";

/** The kernel freezes one process after the other: how long that is waited for, ms. */
const frozenWithinMs = 1_000;
const lookAgainMs = 10;

/** The group at `path`. One that is gone, or is so already, is left alone. */
export async function setFrozen(
  { version, freezer }: Hierarchy,
  path: readonly string[],
  frozen: boolean,
): Promise<void> {
  if (freezer === null) return;
  const [file, value] =
    version === 1
      ? ["freezer.state", frozen ? "FROZEN" : "THAWED"]
      : ["cgroup.freeze", frozen ? "1" : "0"];
  const folder = join(freezer, ...path);
  // r+: a group that has just gone is not made up
  await writeFile(join(folder, file), value, { flag: "r+" }).catch(unlessGone);
  const until = Date.now() + frozenWithinMs;
  while (frozen && Date.now() < until && !(await isFrozen(version, folder)))
    await sleep(lookAgainMs);
}

async function isFrozen(version: 1 | 2, folder: string): Promise<boolean> {
  const [file, says] =
    version === 1 ? ["freezer.state", /^FROZEN/] : (["cgroup.events", /^frozen 1$/m] as const);
  const text = await readFile(join(folder, file), "utf8").catch(unlessGone);
  return text === undefined || says.test(text);
}

/** Each group directly below the one at `path`. */
export async function thawBelow(at: Hierarchy, path: readonly string[]): Promise<void> {
  if (at.freezer === null) return;
  for (const name of await groupsIn(join(at.freezer, ...path)))
    await setFrozen(at, [...path, name], false);
}

async function groupsIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(unlessGone);
  return (found ?? []).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function unlessGone(error: unknown): undefined {
  if (!isErrno(error, "ENOENT", "ENODEV")) throw error;
}
