/** The archive of a `docker load`, laid out in a folder of ours under numbers, each file hashed. */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join, posix } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { badRequest, DockerError } from "../../errors";
import { messages } from "../../messages";

export interface Spooled {
  path: string;
  size: number;
  /** hex */
  sha256: string;
}

const maxMembers = 2000;

/**
 * By the names that the archive gives; links between its own files resolved. Plain or gzipped.
 * Throws DockerError 400 or 413; `maxBytes` bounds what is written,
 * `tooLarge` says so.
 */
export async function spool(
  source: Readable,
  folder: string,
  maxBytes: number,
  tooLarge = () => new DockerError(413, messages.loadTooLarge(maxBytes)),
): Promise<ReadonlyMap<string, Spooled>> {
  const files = new Map<string, Spooled>();
  const links = new Map<string, string>();
  let bytes = 0;
  let members = 0;
  const reader = extract();
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? tooLarge() : null, chunk);
    },
  });
  let refusal: DockerError | undefined;
  reader.on("entry", (header, content, next) => {
    // ends with the archive's own error, which is told below
    content.on("error", () => undefined);
    members += 1;
    const name = memberName(header.name);
    if (members > maxMembers || name === undefined) {
      refusal = badRequest(messages.loadBroken);
      return reader.destroy(refusal);
    }
    if (header.type === "symlink" || header.type === "link") {
      const from = header.type === "link" ? "" : posix.dirname(name);
      const target = memberName(posix.normalize(posix.join(from, header.linkname ?? "")));
      if (target !== undefined) links.set(name, target);
    }
    if (header.type !== "file") {
      content.resume();
      content.once("end", () => next());
      return;
    }
    const path = join(folder, String(members));
    const hash = createHash("sha256");
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    pipeline(content, hashed, createWriteStream(path, { mode: 0o600 })).then(
      () => {
        files.set(name, { path, size: header.size ?? 0, sha256: hash.digest("hex") });
        next();
      },
      (error: Error) => reader.destroy(error),
    );
  });
  try {
    await pipeline(source, gunzipped(), counted, reader);
  } catch (error) {
    if (error instanceof DockerError) throw error;
    throw refusal ?? badRequest(messages.loadBroken);
  }
  for (const [name, target] of links) {
    const found = files.get(target);
    if (found && !files.has(name)) files.set(name, found);
  }
  return files;
}

/** Without `./` and a final slash; undefined when it would lead out of the archive. */
function memberName(given: string): string | undefined {
  const name = posix.normalize(given).replace(/\/$/, "");
  return name.startsWith("/") || name.startsWith("..") || name.includes("\0") ? undefined : name;
}

/** Passes a gzip stream's content, anything else as it is. */
function gunzipped(): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  return async function* (source) {
    const iterator = source[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done) return;
    async function* all() {
      yield first.value;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    }
    const zipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
    if (!zipped) return yield* all();
    const gunzip = createGunzip();
    const fed = pipeline(all(), gunzip);
    fed.catch(() => undefined);
    yield* gunzip;
    await fed;
  };
}
