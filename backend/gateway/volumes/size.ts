/** How much a volume holds, measured on the disk. */
import { execFile } from "node:child_process";

/** A volume of very many files is not worth waiting for. */
const patienceMs = 3000;

/**
 * Bytes below a folder, or -1 (Docker's word for unknown) when it cannot be measured. `du`
 * follows no link and stays on the file system.
 */
export function folderBytes(folder: string): Promise<number> {
  return new Promise((resolve) => {
    const args = ["-s", "-x", "-P", "-B1", "--apparent-size", "--", folder];
    execFile("du", args, { timeout: patienceMs }, (_error, out) => {
      const bytes = /^(\d+)\t/.exec(out)?.[1];
      resolve(bytes === undefined ? -1 : Number(bytes));
    });
  });
}
