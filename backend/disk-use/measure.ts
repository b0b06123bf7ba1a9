/**
 * How much lies in folders, by `du`: it follows no link, stays on the file system, walks trees
 * deeper than PATH_MAX, and counts a file with several names once. At the least priority: what is
 * measured must not be felt.
 */
import { execFile } from "node:child_process";
import type { Amount } from "./use";

/** What takes longer is given up: the earlier figure stays. */
const patienceMs = 30_000;

/** Resolves to null when it takes too long. Folders that are gone count for nothing. */
export async function measure(folders: readonly string[]): Promise<Amount | null> {
  if (folders.length === 0) return { bytes: 0, files: 0 };
  const bytes = await du(["-B1"], folders);
  const files = bytes === null ? null : await du(["--inodes"], folders);
  return bytes === null || files === null ? null : { bytes, files };
}

function du(unit: readonly string[], folders: readonly string[]): Promise<number | null> {
  const command = ["-n", "19", "du", "-scx", "-P", ...unit, "--", ...folders];
  return new Promise((resolve) => {
    execFile("nice", command, { timeout: patienceMs, maxBuffer: 4 * 1024 ** 2 }, (error, out) => {
      // status 1: something vanished while it was looked at; the sum of the rest holds
      const total = /(?:^|\n)(\d+)\ttotal\n$/.exec(out)?.[1];
      resolve(error?.killed || total === undefined ? null : Number(total));
    });
  });
}
