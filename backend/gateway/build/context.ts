/**
 * The build's context: a tar archive read member by member and written anew, as it comes. The
 * Dockerfile and `.dockerignore` are kept back; the Dockerfile that the engine is given comes
 * last, under a name of ours which the engine takes away again before any COPY sees it.
 */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { badRequest, DockerError } from "../errors";
import { messages } from "../messages";
import { bareMember, copyMember, readPacked } from "../streams/tar-members";
import { isIgnored } from "./dockerignore";
import { maxDockerfile } from "./lines";

export interface Context {
  /** the archive for the engine; ends once `finish` was called */
  tar: Readable;
  /** resolves to the learner's Dockerfile once the whole context has been read */
  dockerfile: Promise<Buffer>;
  /** writes the rest of the archive */
  finish(dockerfile: string): Promise<void>;
  abort(error: Error): void;
}

export interface ContextOptions {
  /** the learner's `-f`, relative to the context */
  dockerfile: string;
  /** what the engine is told to read: a name that no context holds */
  given: string;
  maxBytes: number;
}

const maxMembers = 50_000;
/** Of which a tar archive consists. */
const block = 512;
const maxName = 4096;
const ignoreFile = ".dockerignore";

interface Kept {
  headers: Member;
  content: Buffer;
}

/** `./a//b/../c` → `a/c`; undefined for what lies outside the context. */
export function cleanPath(path: string): string | undefined {
  if (path.includes("\0") || path.length > maxName) return undefined;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** Throws DockerError 400 when `-f` names a file outside. */
export function dockerfilePath(given: string): string {
  const path = given.startsWith("/") ? undefined : cleanPath(given);
  if (path === undefined || path === "")
    throw badRequest(messages.dockerfileOutside(given.slice(0, 100)));
  return path;
}

export function readContext(source: Readable, options: ContextOptions): Context {
  const writer = pack();
  // an error reaches whoever reads; nobody reads where the engine refused first
  writer.on("error", () => undefined);
  const kept = new Map<string, Kept>();
  const read = readMembers(source, options, writer, kept);
  const dockerfile = read.then(() => {
    const found = kept.get(options.dockerfile) ?? kept.get(lowered(options.dockerfile));
    if (!found) throw badRequest(`Cannot locate specified Dockerfile: ${options.dockerfile}`);
    return found.content;
  });
  dockerfile.catch((error) => writer.destroy(error));
  return {
    tar: readPacked(writer),
    dockerfile,
    async finish(text) {
      const ignore = kept.get(ignoreFile)?.content.toString("utf8") ?? "";
      for (const [path, { headers, content }] of kept)
        if (path !== ignoreFile && !isIgnored(ignore, path)) await write(writer, headers, content);
      const file = { type: "file", mode: 0o600, mtime: new Date(0) } as const;
      // the engine removes these two from the context once it has read them, since they say so
      await write(writer, { name: ignoreFile, ...file }, `${ignoreFile}\n${options.given}\n`);
      await write(writer, { name: options.given, ...file }, text);
      writer.finalize();
    },
    abort: (error) => {
      writer.destroy(error);
    },
  };
}

/** Only the default name may be written in lower case, as in the engine. */
const lowered = (path: string) => (path === "Dockerfile" ? "dockerfile" : path);

type Pack = ReturnType<typeof pack>;
type Member = Partial<Header> & Pick<Header, "name">;

function write(writer: Pack, headers: Member, content: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(content);
    writer.entry({ ...headers, size: bytes.length }, bytes, (error) =>
      error ? reject(error) : resolve(),
    );
    writer.once("close", () => reject(badRequest(messages.contextBroken)));
  });
}

async function readMembers(
  source: Readable,
  options: ContextOptions,
  writer: Pack,
  kept: Map<string, Kept>,
): Promise<void> {
  const reader = extract();
  const seen = new Map<string, string>();
  let bytes = 0;
  let members = 0;
  const feeding = feed(source, reader, options.maxBytes);
  feeding.catch((error: Error) => reader.destroy(error));
  try {
    for await (const entry of reader) {
      const headers = entry.header;
      bytes += headers.size ?? 0;
      members += 1;
      if (bytes > options.maxBytes || members > maxMembers)
        throw new DockerError(413, messages.contextTooLarge(options.maxBytes, maxMembers));
      const path = memberPath(headers, seen);
      const rebuilt = rebuild(headers, path);
      const aside =
        path === options.dockerfile || path === lowered(options.dockerfile) || path === ignoreFile;
      if (path === "") entry.resume();
      else if (aside && rebuilt.type === "file") {
        if ((headers.size ?? 0) > maxDockerfile)
          throw badRequest(messages.dockerfileLarge(path, maxDockerfile));
        kept.set(path, { headers: rebuilt, content: await buffer(entry) });
      } else if (path === ignoreFile) entry.resume();
      else if (rebuilt.type === "file") await copyMember(writer, rebuilt, entry);
      else {
        entry.resume();
        await bareMember(writer, rebuilt);
      }
      seen.set(path, rebuilt.type);
    }
    await feeding;
  } catch (error) {
    if (error instanceof DockerError) throw error;
    throw new DockerError(400, messages.contextBroken, { cause: error });
  } finally {
    source.resume();
  }
}

/** Feeds the archive, unzipped where it is (`docker build --compress`, `docker build - < x.tar.gz`). */
async function feed(source: Readable, reader: NodeJS.WritableStream, maxBytes: number) {
  const chunks = source.iterator({ destroyOnReturn: false });
  const first = await chunks.next();
  const start: Buffer = first.done ? Buffer.alloc(0) : first.value;
  async function* all() {
    yield start;
    for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) yield chunk;
  }
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  let length = 0;
  // headers and padding weigh as well: twice the content's bound is enough for any real archive
  async function* bounded(stream: AsyncIterable<Buffer>) {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > 2 * maxBytes + 1024 ** 2)
        throw new DockerError(413, messages.contextTooLarge(maxBytes, maxMembers));
      yield chunk;
    }
    // the client leaves out the last member's padding when it has replaced one (`-f -`)
    if (length % block > 0) yield Buffer.alloc(block - (length % block));
  }
  if (zipped) await pipeline(all, createGunzip(), bounded, reader);
  else await pipeline(all, bounded, reader);
}

/** Where a member lies. Throws DockerError 400 where that is outside, behind a link, or no file. */
function memberPath(headers: Header, seen: ReadonlyMap<string, string>): string {
  const path = headers.name.startsWith("/") ? undefined : cleanPath(headers.name);
  const refuse = (why: string) =>
    badRequest(messages.contextMember(headers.name.slice(0, 100), why));
  if (path === undefined || headers.name.split("/").includes(".."))
    throw refuse("il sort du contexte");
  const type = headers.type ?? "file";
  if (!["file", "contiguous-file", "directory", "symlink", "link"].includes(type))
    throw refuse("ce n’est ni un fichier, ni un dossier, ni un lien");
  const parts = path.split("/");
  for (let depth = 1; depth < parts.length; depth++)
    if (seen.get(parts.slice(0, depth).join("/")) === "symlink")
      throw refuse("il passe par un lien symbolique");
  const target = headers.linkname ?? "";
  if (type === "link") {
    const linked = target.startsWith("/") ? undefined : cleanPath(target);
    if (linked === undefined || seen.get(linked) !== "file")
      throw refuse("son lien physique ne mène à aucun fichier du contexte");
  }
  // an absolute link is left as it is: it means a path of the image that it is copied into
  if (type === "symlink" && !target.startsWith("/"))
    if (target === "" || cleanPath(`${parts.slice(0, -1).join("/")}/${target}`) === undefined)
      throw refuse("son lien symbolique sort du contexte");
  return path;
}

function rebuild(headers: Header, name: string) {
  const type = headers.type === "contiguous-file" ? "file" : (headers.type ?? "file");
  return {
    name,
    type,
    mode: (headers.mode ?? 0o644) & 0o7777,
    uid: 0,
    gid: 0,
    size: type === "file" ? (headers.size ?? 0) : 0,
    mtime: headers.mtime ?? new Date(0),
    ...(headers.linkname && {
      linkname: type === "link" ? (cleanPath(headers.linkname) ?? "") : headers.linkname,
    }),
  };
}
