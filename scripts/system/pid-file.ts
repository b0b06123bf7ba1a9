/**
 * Pid files that are not mistaken: a pid counts only while the process's command line still holds
 * the mark that ours has (a path of this instance), so that a pid which the kernel has since
 * given to another program is never taken for ours, let alone killed.
 */
import { readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** One process for good: pids are reused, a pid with its start time is not. */
export interface Identity {
  pid: number;
  started: string;
}

/** When the process started, in clock ticks since boot (proc(5), stat field 22); null: none. */
export function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name in field 2 may hold spaces and parentheses: count from its end
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** The command line of a process as one string, or null. */
function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return null;
  }
}

export const alive = ({ pid, started }: Identity): boolean => startOf(pid) === started;

/** Replaces the pid file in one step, so that no reader sees half of it. */
export async function writePidFile(path: string, pid: number): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await writeFile(fresh, `${pid}\n`, { mode: 0o644 });
  await rename(fresh, path);
}

/**
 * The process of a pid file if it still runs and its command line contains `mark`; null for none,
 * a stale or an unreadable file.
 */
export async function readPidFile(path: string, mark: string): Promise<Identity | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  if (!(pid > 1)) return null;
  const started = startOf(pid);
  if (started === null || !commandOf(pid)?.includes(mark)) return null;
  return { pid, started };
}

/** SIGTERM, then SIGKILL after `graceMs`; resolves once the process is gone. */
export async function endProcess(identity: Identity, graceMs: number): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    if (!alive(identity)) return;
    try {
      process.kill(identity.pid, name);
    } catch (error) {
      // it ended between the check and the signal
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  };
  const gone = async (ms: number) => {
    const deadline = Date.now() + ms;
    while (alive(identity) && Date.now() < deadline) await sleep(25);
    return !alive(identity);
  };
  signal("SIGTERM");
  if (await gone(graceMs)) return;
  signal("SIGKILL");
  if (!(await gone(5_000))) throw new Error(`process ${identity.pid} does not end`);
}

/** Ends the process of a pid file if it still runs, and removes the file. Tells whether it did. */
export async function endLeftover(path: string, mark: string, graceMs = 5_000): Promise<boolean> {
  const identity = await readPidFile(path, mark);
  if (identity) await endProcess(identity, graceMs);
  await rm(path, { force: true });
  return identity !== null;
}
