/**
 * Tells in which of some folders something has changed (inotify(7)). A watch is taken away by the
 * first change that it sees and set anew a moment later, just before the change is told: a program
 * that changes files without end costs us a few calls a second, and nothing is missed.
 */
import { type FSWatcher, watch } from "node:fs";
import { isEscaleError } from "@/lib/protocol/errors";
import { isErrno } from "../gateway/files/errno";
import { type Home, withFolder } from "./place";

/** What happens within this time is told at once, ms. */
const gatherMs = 200;

export interface FolderWatch {
  close(): void;
}

export interface WatchListener {
  /** The paths of the folders; one that is gone has changed, too. */
  changed(folders: readonly string[]): void;
  failed(error: unknown): void;
}

/** Resolves once all that are there are watched. */
export async function watchFolders(
  home: Home,
  folders: readonly string[],
  listener: WatchListener,
): Promise<FolderWatch> {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function release(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
  }

  function note(path: string): void {
    release(path);
    changed.add(path);
    timer ??= setTimeout(() => void tell(), gatherMs);
  }

  async function hold(path: string): Promise<void> {
    try {
      await withFolder(home, path, async (descriptor) => {
        const watcher = watch(`/proc/self/fd/${descriptor}`, { persistent: false });
        watcher.once("change", () => note(path));
        watcher.once("error", () => release(path));
        if (closed) watcher.close();
        else watchers.set(path, watcher);
      });
    } catch (error) {
      // not there any more, or a link now: heard of again when the folder that it is in changes
      if (!isEscaleError(error) && !isErrno(error, "ENOENT")) listener.failed(error);
    }
  }

  async function tell(): Promise<void> {
    timer = undefined;
    const told = [...changed];
    changed.clear();
    // what was not there before may have come to be in a folder that has changed
    const again = folders.filter((path) => !watchers.has(path) || told.some(isAbove(path)));
    for (const path of again) {
      release(path);
      await hold(path);
    }
    if (!closed) listener.changed(told);
  }

  await Promise.all(folders.map(hold));
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      for (const path of [...watchers.keys()]) release(path);
    },
  };
}

/** Whether a folder holds `path` directly. */
const isAbove = (path: string) => (folder: string) =>
  path !== "" && path.split("/").slice(0, -1).join("/") === folder;
