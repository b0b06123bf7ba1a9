/**
 * Hears of changes in the folders that hold the files of an exercise. The kernel is told folder by
 * folder, each by a verified descriptor. It says something changed once, and then nothing until it
 * is armed again: a learner who writes without end costs one event for each look.
 */
import { closeSync, type FSWatcher, watch } from "node:fs";
import { openBeneath } from "../gateway/files/beneath";
import { exercisesFolder } from "./sight/file";

/** Folders for one exercise at most; further ones are looked at when something else changes. */
const maxFolders = 16;

export class FileWatch {
  readonly #home: string;
  readonly #folders: readonly string[][];
  readonly #changed: () => void;
  #watchers: FSWatcher[] = [];

  /** `paths` below `~/exercices`. */
  constructor(home: string, paths: readonly string[], changed: () => void) {
    this.#home = home;
    this.#changed = changed;
    this.#folders = foldersAbove(paths);
  }

  arm(): void {
    this.close();
    for (const names of this.#folders) this.#add(names);
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  #add(names: readonly string[]): void {
    const opened = openBeneath(this.#home, names);
    if ("refused" in opened) return;
    try {
      const watcher = watch(`/proc/self/fd/${opened.descriptor}`, { persistent: false });
      watcher.on("change", () => this.#heard());
      // too many watches on this machine: the next look comes with another change
      watcher.on("error", () => watcher.close());
      this.#watchers.push(watcher);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
    } finally {
      closeSync(opened.descriptor);
    }
  }

  #heard(): void {
    this.close();
    this.#changed();
  }
}

/** The home itself first, so that a folder that is made later is noticed. */
function foldersAbove(paths: readonly string[]): string[][] {
  if (paths.length === 0) return [];
  const folders = new Map<string, string[]>([["", []]]);
  for (const path of paths) {
    const names = [exercisesFolder, ...path.split("/").slice(0, -1)];
    for (let length = 1; length <= names.length; length++) {
      const folder = names.slice(0, length);
      folders.set(folder.join("/"), folder);
    }
  }
  return [...folders.values()].slice(0, maxFolders);
}
