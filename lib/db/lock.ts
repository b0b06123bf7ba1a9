/**
 * The embedded database may be opened by one process at a time (two would corrupt it), and PGlite
 * does not check. A lock file beside it names the process that holds it. A process is known by
 * its pid and its start time (field 22 of /proc/<pid>/stat, proc(5)): a pid alone is reused.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";

export class DatabaseLockedError extends Error {
  override readonly name = "DatabaseLockedError";
}

function identity(pid: number | "self"): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name, in brackets, may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return `${stat.slice(0, stat.indexOf(" "))} ${fields[19]}`;
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ESRCH")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/**
 * Takes the lock and returns the function that gives it back.
 * Throws `DatabaseLockedError` when a live process holds it.
 */
export function lockDatabase(folder: string): () => void {
  const path = `${folder}.lock`;
  const self = identity("self") ?? `${process.pid} ?`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, self, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder)) {
      throw new DatabaseLockedError(
        `the database in ${folder} is open in process ${holder.split(" ")[0]}: stop it first`,
      );
    }
    rmSync(path, { force: true });
  }
  throw new DatabaseLockedError(`the database in ${folder} is being opened by another process`);
}

function readHolder(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  return Number.isInteger(pid) && pid > 0 && identity(pid) === holder;
}
