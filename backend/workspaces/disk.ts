/**
 * Free space, looked at where it runs out: the workspaces' folder and the engine's data root. Under
 * ESCALE_DISK_RESERVE no workspace is opened; learners' files that exist stay usable.
 */
import { statfs } from "node:fs/promises";
import type { Log } from "../log";

export interface Disk {
  /** True while some folder has less than the reserve left. */
  full(): boolean;
  /** Looks now, and from now on also at this folder. */
  add(folder: string): Promise<void>;
  /** what is looked at */
  folders(): readonly string[];
  check(): Promise<void>;
  stop(): void;
}

/** Bytes that may still be written, as `df` counts them for ordinary users. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export function watchDisk(
  folder: string,
  reserveBytes: number,
  log: Log,
  onRoom: () => void,
  everyMs = 15_000,
): Disk {
  const folders = new Set([folder]);
  let full = false;

  async function check(): Promise<void> {
    let least = Number.POSITIVE_INFINITY;
    for (const each of folders) {
      try {
        least = Math.min(least, await freeBytes(each));
      } catch (error) {
        // the engine's data root may be on another machine's view of the file system
        folders.delete(each);
        log.warn({ err: error, folder: each }, "free space cannot be read there; not watched");
      }
    }
    const now = least < reserveBytes;
    if (now !== full) {
      full = now;
      if (now) log.error({ free: least, reserve: reserveBytes }, "disk nearly full: nothing opens");
      else {
        log.info({ free: least }, "there is room on the disk again");
        onRoom();
      }
    }
  }

  const timer = setInterval(() => void check(), everyMs);
  timer.unref();
  return {
    full: () => full,
    add: (each) => {
      folders.add(each);
      return check();
    },
    folders: () => [...folders],
    check,
    stop: () => clearInterval(timer),
  };
}
