/** The ports of a new container, as its label keeps them. */
import { readPublished, writePublished } from "@/backend/ports/label";
import type { OwnContainer } from "../containers/own";
import { EngineError } from "../engine-client";
import { badRequest, refused } from "../errors";
import { describeImage } from "../images/inspect";
import { messages } from "../messages";
import { networksOpen } from "../networks/make";
import type { CreateBody } from "../policy/create-container";
import type { Tenant } from "../tenant";
import { choosePorts, portKey } from "./asked";

/** In the tenant's turn. `image`: the engine's reference or ID; `mode`: the engine's network. */
export async function preparePorts(
  tenant: Tenant,
  body: CreateBody,
  image: string,
  mode: string,
  own: readonly OwnContainer[],
): Promise<string> {
  const bindings = body.HostConfig?.PortBindings ?? {};
  const all = body.HostConfig?.PublishAllPorts ?? false;
  if (!all && Object.keys(bindings).length === 0) return "";
  if (tenant.ports === undefined) throw refused(messages.portsClosed);
  if (mode.startsWith("container:"))
    throw badRequest("conflicting options: port publishing and the container type network mode");
  if (!networksOpen(tenant)) throw refused(messages.networksClosed);
  const exposed = all
    ? [...Object.keys(body.ExposedPorts ?? {}), ...(await exposedByImage(tenant, image))]
    : [];
  const taken = new Set(
    own.flatMap(({ summary }) => readPublished(summary.Labels).ports.map(portKey)),
  );
  return writePublished({ all, ports: choosePorts(bindings, [...new Set(exposed)], taken) });
}

async function exposedByImage(tenant: Tenant, image: string): Promise<string[]> {
  try {
    return Object.keys((await describeImage(tenant, image)).Config?.ExposedPorts ?? {});
  } catch (error) {
    // creating from it says so in the engine's words
    if (error instanceof EngineError && error.status === 404) return [];
    throw error;
  }
}
