/**
 * Gives a file new content: gathered beside it, then put in its place at once, so that nobody ever
 * reads half of it. Where the shell has changed the file meanwhile, nothing is written.
 */
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";
import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import type { Expected, FileState } from "@/lib/protocol/files";
import { isErrno } from "../gateway/files/errno";
import { draftName } from "./draft";
import { problems } from "./messages";
import { type Home, look, type Place, reopen, withPlace } from "./place";
import { contentOf } from "./read";

export interface Write {
  readonly path: string;
  readonly expected: Expected;
  readonly content: AsyncIterable<Buffer>;
  /** bytes; more is refused */
  readonly max: number;
  /** whether the disk has room; asked again while the content comes */
  room(): Promise<boolean>;
  /** whether a container has this very file mounted */
  isMounted(stat: Stats): boolean;
}

/** How much is written before the disk is looked at again, bytes. */
const lookEvery = 4 * 1024 ** 2;

/** Folders on the way are made. Throws EscaleError file_changed, already_exists, disk_full… */
export function writeFile(home: Home, write: Write): Promise<FileState> {
  const work = async (place: Place): Promise<FileState> => {
    try {
      await expect(place, write.expected);
      return await replace(home, place, write);
    } catch (error) {
      if (isErrno(error, "ENOSPC", "EDQUOT")) throw problems.full();
      // the folder, or the file between two looks at it, is gone or another
      if (isErrno(error, "ENOENT")) throw problems.missing();
      if (isErrno(error, "ELOOP")) throw problems.link();
      if (isErrno(error, "EISDIR", "ENOTEMPTY", "EEXIST")) throw problems.exists();
      throw error;
    }
  };
  return withPlace(home, write.path, work, { make: true });
}

async function replace({ learner }: Home, place: Place, write: Write): Promise<FileState> {
  const draft = `/proc/self/fd/${place.folder}/${draftName()}`;
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants;
  const file = await open(draft, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR, 0o600);
  try {
    const version = await gather(file, write);
    await file.chown(learner.uid, learner.gid);
    const replaced = await expect(place, write.expected);
    // neither set-user-ID nor the like are taken over
    await file.chmod(replaced === null ? 0o644 : replaced.mode & 0o777);
    if (replaced !== null && (replaced.nlink > 1 || write.isMounted(replaced)))
      return { ...(await writeInPlace(place, file)), version };
    await rename(draft, place.at);
    const { size, mtimeMs } = await file.stat();
    return { version, size, modified: mtimeMs };
  } finally {
    await file.close();
    await unlink(draft).catch((error: unknown) => {
      // renamed, or taken away by the learner
      if (!isErrno(error, "ENOENT", "EISDIR", "EPERM")) throw error;
    });
  }
}

/** What lies there now, seen to be what the writer expects. */
async function expect(place: Place, expected: Expected): Promise<Stats | null> {
  const stat = look(place);
  if (stat === null) {
    if (expected === "none" || expected === "any") return null;
    throw problems.missing();
  }
  if (stat.isSymbolicLink()) throw problems.link();
  if (stat.isDirectory()) throw problems.exists();
  if (!stat.isFile()) throw problems.kind();
  if (expected === "none") throw problems.exists();
  if (expected === "any") return stat;
  const file = await openAt(place, constants.O_RDONLY);
  try {
    const { version } = await contentOf(file);
    if (version !== expected) throw problems.changed();
  } finally {
    await file.close();
  }
  return stat;
}

/** O_PATH first, for what is there may have been swapped since it was looked at. */
async function openAt(place: Place, flags: number): Promise<FileHandle> {
  const O_PATH = 0o10000000;
  const descriptor = openSync(place.at, O_PATH | constants.O_NOFOLLOW);
  try {
    if (fstatSync(descriptor).dev !== fstatSync(place.folder).dev) throw problems.kind();
    return await reopen(descriptor, flags);
  } finally {
    closeSync(descriptor);
  }
}

async function gather(file: FileHandle, { content, max, room }: Write): Promise<string> {
  const hash = createHash("sha256");
  let length = 0;
  let looked = -lookEvery;
  for await (const chunk of content) {
    length += chunk.length;
    if (length > max) throw problems.tooLargeToStore(max);
    if (length - looked >= lookEvery) {
      if (!(await room())) throw problems.full();
      looked = length;
    }
    await file.writeFile(chunk);
    hash.update(chunk);
  }
  return hash.digest("hex").slice(0, 32);
}

/**
 * A file that has other names, or that a container has mounted by itself (`-v ./conf:/etc/conf`),
 * is written where it is: a new one in its place would be seen by nobody else.
 */
async function writeInPlace(
  place: Place,
  draft: FileHandle,
): Promise<{ size: number; modified: number }> {
  const target = await openAt(place, constants.O_WRONLY | constants.O_TRUNC);
  try {
    const buffer = Buffer.alloc(64 * 1024);
    let position = 0;
    for (;;) {
      const { bytesRead } = await draft.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      await target.writeFile(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
    const { size, mtimeMs } = await target.stat();
    return { size, modified: mtimeMs };
  } finally {
    await target.close();
  }
}
