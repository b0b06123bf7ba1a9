/**
 * A folder as a tar archive, gzipped as it goes. Plain files and folders only: a link is left out,
 * as is whatever changes into one on the way.
 */
import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";
import { type FileHandle, opendir } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { isPlainName } from "@/lib/protocol/files";
import { isErrno } from "../gateway/files/errno";
import { reopen } from "./place";

const bounds = { bytes: 512 * 1024 ** 2, entries: 20_000, depth: 64 };

const O_PATH = 0o10000000;

/**
 * Ends with an error beyond `bounds`, by which the download is seen to have failed. The descriptor
 * is the caller's, and to stay open until the stream has closed.
 */
export function archiveOf(folder: number, name: string): Readable {
  const archive = pack();
  const gzip = createGzip({ level: 1 });
  archive.once("error", (error) => gzip.destroy(error));
  gzip.once("close", () => archive.destroy());
  const left = { bytes: bounds.bytes, entries: bounds.entries };
  addFolder(archive, folder, name, bounds.depth, left).then(
    () => archive.finalize(),
    (error: unknown) => gzip.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return archive.pipe(gzip);
}

interface Left {
  bytes: number;
  entries: number;
}

async function addFolder(
  archive: Pack,
  folder: number,
  path: string,
  depth: number,
  left: Left,
): Promise<void> {
  if (depth === 0) throw new Error("an archive too deep");
  const here = fstatSync(folder);
  await entry(archive, { name: `${path}/`, type: "directory", mtime: here.mtime, mode: 0o755 });
  for await (const { name } of await opendir(`/proc/self/fd/${folder}`)) {
    if (archive.destroyed) return;
    if (!isPlainName(name)) continue;
    left.entries -= 1;
    if (left.entries < 0) throw new Error("an archive of too many files");
    const descriptor = named(`/proc/self/fd/${folder}/${name}`);
    if (descriptor === null) continue;
    try {
      const stat = fstatSync(descriptor);
      if (stat.dev !== here.dev) continue;
      if (stat.isDirectory()) {
        await addFolder(archive, descriptor, `${path}/${name}`, depth - 1, left);
      } else if (stat.isFile()) {
        await addFile(archive, descriptor, stat, `${path}/${name}`, left);
      }
    } finally {
      closeSync(descriptor);
    }
  }
}

/** A link is named itself; null: gone since. */
function named(at: string): number | null {
  try {
    return openSync(at, O_PATH | constants.O_NOFOLLOW);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw error;
  }
}

async function addFile(
  archive: Pack,
  descriptor: number,
  { size, mode, mtime }: Stats,
  name: string,
  left: Left,
): Promise<void> {
  left.bytes -= size;
  if (left.bytes < 0) throw new Error("an archive too large");
  const file = await reopen(descriptor, constants.O_RDONLY);
  try {
    const header = { name, size, mode: mode & 0o777, mtime };
    await pipeline(Readable.from(exactly(file, size)), archive.entry(header));
  } finally {
    await file.close();
  }
}

/** That many bytes, whatever becomes of the file: the header has promised them. */
async function* exactly(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const buffer = Buffer.alloc(Math.min(64 * 1024, size - position));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    // zeros where it has been cut short
    const chunk = bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead);
    position += chunk.length;
    yield chunk;
  }
}

function entry(archive: Pack, header: Parameters<Pack["entry"]>[0]): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry(header, (error) => (error ? reject(error) : resolve()));
  });
}
