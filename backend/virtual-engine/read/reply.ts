/** The gateway's answers, read within the backend. */

import { EngineError } from "@/backend/gateway/engine-client";
import { DockerError } from "@/backend/gateway/errors";
import type { Reply } from "@/backend/gateway/http/reply";
import { messages } from "@/backend/gateway/messages";

/** The value that a JSON answer carries. */
export function bodyOf(reply: Reply): unknown {
  if (reply.kind === "json") return reply.body;
  throw new DockerError(502, messages.engineMisread);
}

/** An exchange without query, body and client. */
export const quiet = { body: undefined } as const;

/** Undefined for what has gone between the list and the look at it. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}
