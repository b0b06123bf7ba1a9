/** A request's JSON body, bounded. */
import type { IncomingMessage } from "node:http";
import { EscaleError } from "@/lib/protocol/errors";
import { messages } from "../errors";

/** The largest body that most routes take is a few dozen bytes. */
export const smallBody = 16 * 1024;

/**
 * The parsed body; undefined when there is none. Throws EscaleError payload_too_large, and
 * bad_request for what is not JSON.
 */
export async function readJson(
  request: IncomingMessage,
  maxBytes: number = smallBody,
): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  // the connection outlives a refusal, which has to be sent over it
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (length === 0) return undefined;
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json(;|$)/i.test(type)) {
    throw new EscaleError("bad_request", messages.badRequest);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw new EscaleError("bad_request", messages.badRequest, { cause: error });
  }
}

const tooLarge = () => new EscaleError("payload_too_large", messages.tooLarge);
