/** Any failure → what the learner's client is told. Never an engine's name, path or stack. */
import { EngineError } from "../engine-client";
import { DockerError } from "../errors";
import { messages } from "../messages";
import { unscopeText } from "../names";
import type { Tenant } from "../tenant";
import { json, type Reply } from "./reply";

export function errorReply(tenant: Tenant, error: unknown): Reply {
  const { log, workspace } = tenant;
  if (error instanceof EngineError) {
    if (error.status >= 500) log.warn({ err: error, workspace }, "the engine failed");
    return json({ message: unscopeText(workspace, error.message) }, error.status);
  }
  if (error instanceof DockerError) {
    if (error.status >= 500) log.error({ err: error, workspace }, "the engine cannot be used");
    return json({ message: error.message }, error.status);
  }
  log.error({ err: error, workspace }, "the gateway failed");
  return json({ message: messages.internal }, 500);
}
