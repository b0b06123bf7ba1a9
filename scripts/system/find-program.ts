/** Finds a program, also in the folders that an ordinary PATH leaves out. */
import { accessSync, constants } from "node:fs";
import { join } from "node:path";

const systemFolders = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
];

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The full path of the program, or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(":").filter(Boolean), ...systemFolders];
  return folders.map((folder) => join(folder, name)).find(executable) ?? null;
}
