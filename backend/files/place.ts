/**
 * Where something of a learner's home is: its folder, open for certain, and its name in it. The
 * learner owns every component and may swap it for a link at any moment, so nothing here is ever
 * named by a path: see gateway/files/beneath.ts.
 */
import { closeSync, constants, fstatSync, lstatSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { HostUser } from "../engine/remap";
import { openBeneath } from "../gateway/files/beneath";
import { isErrno } from "../gateway/files/errno";
import { problems } from "./messages";

/** A learner's home on the host, and the user whom new files are given to. */
export interface Home {
  readonly root: string;
  readonly learner: HostUser;
}

export interface Place {
  /** descriptor of the folder it is in */
  readonly folder: number;
  readonly name: string;
  /** what openat(2) is told */
  readonly at: string;
}

const namesOf = (path: string): string[] => (path === "" ? [] : path.split("/"));

function opened(home: Home, names: readonly string[], make: boolean) {
  const result = openBeneath(home.root, names, make ? home.learner : undefined);
  if (!("refused" in result)) return result;
  switch (result.refused) {
    case "missing":
      throw problems.missing();
    case "link":
      throw problems.link();
    case "kind":
      throw problems.kind();
  }
}

/** Runs `work` with the folder open. `make`: folders that are not there are made. */
export async function withFolder<T>(
  home: Home,
  path: string,
  work: (descriptor: number) => Promise<T>,
  { make = false } = {},
): Promise<T> {
  const { descriptor, kind } = opened(home, namesOf(path), make);
  try {
    if (kind !== "folder") throw problems.notAFolder();
    return await work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Runs `work` with the folder that `path` is in open; `path` itself may not be there. */
export function withPlace<T>(
  home: Home,
  path: string,
  work: (place: Place) => Promise<T>,
  options?: { make?: boolean },
): Promise<T> {
  const names = namesOf(path);
  const name = names.pop();
  if (name === undefined) throw new Error("the home itself has no place");
  return withFolder(
    home,
    names.join("/"),
    (folder) => work({ folder, name, at: `/proc/self/fd/${folder}/${name}` }),
    options,
  );
}

/** What is there, links not followed; null: nothing. */
export function look({ at }: Place): Stats | null {
  try {
    return lstatSync(at);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw error;
  }
}

/**
 * The plain file of that path, open with these flags. It is known to be one before it is opened: a
 * pipe would block, a device would act.
 */
export async function openFile(home: Home, path: string, flags: number): Promise<FileHandle> {
  const { descriptor, kind } = opened(home, namesOf(path), false);
  try {
    if (kind !== "file") throw problems.notAFile();
    return await reopen(descriptor, flags);
  } finally {
    closeSync(descriptor);
  }
}

/** Opens what a descriptor only names (O_PATH); the caller has seen that it is a plain file. */
export async function reopen(descriptor: number, flags: number): Promise<FileHandle> {
  if (!fstatSync(descriptor).isFile()) throw problems.kind();
  return open(`/proc/self/fd/${descriptor}`, flags | constants.O_NONBLOCK | constants.O_NOCTTY);
}
