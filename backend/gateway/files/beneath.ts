/**
 * Opens a path below a learner's home for certain: the learner may swap any component for a
 * symbolic link at any moment, so each is opened from the descriptor of the one before and never
 * followed. `/proc/self/fd/<n>/<name>` is openat(2)'s way of saying so, in what Node can call.
 */
import { closeSync, constants, fchownSync, fstatSync, mkdirSync, openSync } from "node:fs";
import { isErrno } from "./errno";

/** Names without opening: no right to read is needed and a pipe does not block (open(2)). */
const O_PATH = 0o10000000;
const asFolder = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const asAnything = O_PATH | constants.O_NOFOLLOW;

export type Kind = "folder" | "file";

export type Opened =
  | {
      /** to be closed by the caller */
      descriptor: number;
      kind: Kind;
    }
  /** a link, or a file where a folder was needed; nothing there; not a folder nor a plain file */
  | { refused: "link" | "missing" | "kind" };

export interface Make {
  uid: number;
  gid: number;
}

/**
 * `names`: the components, none of which may be empty, `.` or `..`. With `make`, folders that are
 * not there are made and given to that user.
 */
export function openBeneath(root: string, names: readonly string[], make?: Make): Opened {
  // the root itself lies in a folder that only we can write
  let folder = openSync(root, asFolder);
  const device = fstatSync(folder).dev;
  try {
    for (const [index, name] of names.entries()) {
      if (name === "" || name === "." || name === ".." || name.includes("/"))
        throw new Error("not a plain component of a path");
      const last = index === names.length - 1;
      const at = `/proc/self/fd/${folder}/${name}`;
      const next = open(at, last ? asAnything : asFolder) ?? (make && made(at, make));
      if (next === undefined) return { refused: "missing" };
      if (next === "link") return { refused: "link" };
      closeSync(folder);
      folder = next;
    }
    const stat = fstatSync(folder);
    if (stat.isSymbolicLink()) return { refused: "link" };
    if (stat.dev !== device || !(stat.isDirectory() || stat.isFile())) return { refused: "kind" };
    const opened = { descriptor: folder, kind: stat.isDirectory() ? "folder" : "file" } as const;
    folder = -1;
    return opened;
  } finally {
    if (folder >= 0) closeSync(folder);
  }
}

function open(path: string, flags: number): number | "link" | undefined {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    if (isErrno(error, "ENOTDIR", "ELOOP", "ENAMETOOLONG")) return "link";
    throw error;
  }
}

/** A swap in between gives the learner a folder below their own home, which is theirs to have. */
function made(path: string, { uid, gid }: Make): number | "link" | undefined {
  try {
    mkdirSync(path, 0o755);
  } catch (error) {
    // the folder that it was to be in has been removed meanwhile
    if (isErrno(error, "ENOENT")) return undefined;
    if (!isErrno(error, "EEXIST")) throw error;
    return open(path, asFolder) ?? "link";
  }
  let real: number | undefined;
  try {
    real = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    fchownSync(real, uid, gid);
    return openSync(`/proc/self/fd/${real}`, O_PATH | constants.O_DIRECTORY);
  } catch (error) {
    if (isErrno(error, "ENOENT", "ENOTDIR", "ELOOP")) return "link";
    throw error;
  } finally {
    if (real !== undefined) closeSync(real);
  }
}
