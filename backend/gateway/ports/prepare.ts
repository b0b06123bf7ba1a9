/** The ports of a new container, as its label keeps them. */
import { readPublished, writePublished } from "@/backend/ports/label";
import type { OwnContainer } from "../containers/own";
import { badRequest, refused } from "../errors";
import type { ImageDescription } from "../images/inspect";
import { messages } from "../messages";
import { networksOpen } from "../networks/make";
import type { CreateBody } from "../policy/create-container";
import type { Tenant } from "../tenant";
import { choosePorts, portKey } from "./asked";

/** In the tenant's turn. `mode`: the engine's network. */
export function preparePorts(
  tenant: Tenant,
  body: CreateBody,
  image: ImageDescription | null,
  mode: string,
  own: readonly OwnContainer[],
): string {
  const bindings = body.HostConfig?.PortBindings ?? {};
  const all = body.HostConfig?.PublishAllPorts ?? false;
  if (!all && Object.keys(bindings).length === 0) return "";
  if (tenant.ports === undefined) throw refused(messages.portsClosed);
  if (mode.startsWith("container:"))
    throw badRequest("conflicting options: port publishing and the container type network mode");
  if (!networksOpen(tenant)) throw refused(messages.networksClosed);
  const exposed = all
    ? [body.ExposedPorts, image?.Config?.ExposedPorts].flatMap((ports) => Object.keys(ports ?? {}))
    : [];
  const taken = new Set(
    own.flatMap(({ summary }) => readPublished(summary.Labels).ports.map(portKey)),
  );
  return writePublished({ all, ports: choosePorts(bindings, [...new Set(exposed)], taken) });
}
