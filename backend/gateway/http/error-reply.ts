/** Any failure → what the learner's client is told. Never an engine's name, path or stack. */
import { EngineError } from "../engine-client";
import { statusOfFault } from "../engine-faults";
import { DockerError } from "../errors";
import { messages } from "../messages";
import { unscopeText } from "../names";
import type { Tenant } from "../tenant";
import { json, type Reply } from "./reply";

export function errorReply(tenant: Tenant, error: unknown): Reply {
  const { status, message } = explain(tenant, error);
  return json({ message }, status);
}

/** The same as words, for an answer that has begun already. Logs what is the operator's to know. */
export function explain(tenant: Tenant, error: unknown): { status: number; message: string } {
  const { log, workspace } = tenant;
  if (error instanceof EngineError) {
    const fault = error.status >= 500 ? statusOfFault(error.message) : undefined;
    const status = fault ?? error.status;
    if (status >= 500) log.warn({ err: error, workspace }, "the engine failed");
    return { status, message: unscopeText(workspace, error.message) };
  }
  if (error instanceof DockerError) {
    if (error.status >= 500) log.error({ err: error, workspace }, "the engine cannot be used");
    return { status: error.status, message: error.message };
  }
  log.error({ err: error, workspace }, "the gateway failed");
  return { status: 500, message: messages.internal };
}
