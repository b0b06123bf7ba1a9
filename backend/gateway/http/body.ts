/** Reading a request's body with bounds, and refusing what the engine could take for a query. */
import type { Readable } from "node:stream";
import { badRequest, DockerError } from "../errors";
import { messages, size } from "../messages";
import { JsonError, parseJson } from "./json";

export interface BodySource {
  /** the body's bytes, ending with it */
  bytes: Readable | undefined;
  contentType: string | undefined;
  contentEncoding: string | undefined;
}

/**
 * Throws DockerError 400 if there is a body; waits for its (empty) end. Only a JSON object that
 * says the query once more passes, and is forgotten: docker-modem sends one with each POST.
 */
export async function refuseBody(source: BodySource, query: string): Promise<void> {
  if (source.contentType === "application/json") {
    const body = await readJson(source, maxRepeated);
    if (body !== undefined && !saysAgain(body, query)) throw badRequest(messages.bodyNotExpected);
    return;
  }
  if (source.bytes === undefined) return;
  for await (const chunk of chunksOf(source.bytes))
    if (chunk.length > 0) throw badRequest(messages.bodyNotExpected);
}

const maxRepeated = 64 * 1024;

/** Whether each key of the object is one of the query's, whose value alone counts. */
export function saysAgain(body: unknown, query: string): boolean {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const keys = new Set(query.split("&").map((pair) => pair.split("=")[0]));
  return Object.keys(body).every((key) => keys.has(key));
}

/** One strict JSON document; undefined when the body is empty. Throws DockerError 400 or 413. */
export async function readJson(source: BodySource, maxBytes: number): Promise<unknown> {
  const bytes = await readBounded(source.bytes, maxBytes);
  if (bytes.length === 0) return undefined;
  const type = source.contentType?.toLowerCase().replaceAll(" ", "");
  if (type !== "application/json" && type !== "application/json;charset=utf-8")
    throw badRequest(messages.bodyType("application/json"));
  if (source.contentEncoding !== undefined) throw badRequest(messages.bodyType("application/json"));
  try {
    return parseJson(bytes);
  } catch (error) {
    if (error instanceof JsonError) throw badRequest(messages.badBody(error.message));
    throw error;
  }
}

async function readBounded(bytes: Readable | undefined, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes ? chunksOf(bytes) : []) {
    length += chunk.length;
    if (length > maxBytes) throw new DockerError(413, messages.bodyTooLarge(size(maxBytes)));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Refuses a body whose declared type is not a tar archive. */
export function checkTar(source: BodySource): void {
  // Go's client says text/plain of a body whose type it was not told
  const allowed = [
    "text/plain",
    "application/x-tar",
    "application/octet-stream",
    // docker-modem
    "application/tar",
    undefined,
  ];
  if (!allowed.includes(source.contentType) || source.contentEncoding !== undefined)
    throw badRequest(messages.bodyType("application/x-tar"));
}

/** Leaving the loop early must not destroy the request, or the refusal could not be sent. */
const chunksOf = (bytes: Readable): AsyncIterable<Buffer> =>
  bytes.iterator({ destroyOnReturn: false });

/** What is drained at most, so that a client still writing can read why it was refused. */
const drainBytes = 1024 ** 2;
const drainMs = 2000;

/** Reads and forgets what is left of a refused body, within bounds. */
export function drain(bytes: Readable): Promise<void> {
  return new Promise((resolve) => {
    let length = 0;
    const done = () => {
      clearTimeout(timer);
      bytes.off("data", count).off("end", done).off("close", done);
      resolve();
    };
    const count = (chunk: Buffer) => {
      length += chunk.length;
      if (length > drainBytes) done();
    };
    const timer = setTimeout(done, drainMs);
    bytes.on("data", count).once("end", done).once("close", done);
    if (bytes.readableEnded || bytes.destroyed) done();
  });
}
