/** Keeps log files bounded: one old generation beside the current file. */
import { rename, stat } from "node:fs/promises";

const limit = 10 * 1024 ** 2;

/** Renames `path` to `path.1` when it has grown past 10 MiB. Returns whether it did. */
export async function rotate(path: string, bytes = limit): Promise<boolean> {
  const size = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size <= bytes) return false;
  await rename(path, `${path}.1`);
  return true;
}
