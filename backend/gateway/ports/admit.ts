/** Before a container starts: its ports must be free in the workstation, as on an engine's host. */
import { readPublished } from "@/backend/ports/label";
import { maxPortsOfInit } from "@/backend/terminals/link-frames";
import type { OwnContainer } from "../containers/own";
import { conflict, refused } from "../errors";
import { messages } from "../messages";
import type { Tenant } from "../tenant";
import { portKey } from "./asked";

const portsOf = ({ summary }: OwnContainer) =>
  summary.HostConfig.NetworkMode === "none"
    ? []
    : readPublished(summary.Labels).ports.map(({ protocol, port }) => ({ protocol, port }));

const holding = new Set(["running", "paused", "restarting"]);

/**
 * In the tenant's turn. From then on the workstation listens, until `ports.refresh` finds that
 * nothing came of it. Throws DockerError 409, in the engine's words
 * (it says them with 500, which here is for faults).
 */
export async function admitPorts(
  tenant: Tenant,
  own: readonly OwnContainer[],
  container: OwnContainer,
): Promise<void> {
  const wanted = portsOf(container);
  if (wanted.length === 0) return;
  if (tenant.ports === undefined) throw refused(messages.portsClosed);
  const others = own.filter(({ id, state }) => id !== container.id && holding.has(state));
  const seen = new Set(others.flatMap(portsOf).map(portKey));
  for (const key of wanted) {
    if (seen.has(portKey(key)))
      throw failed(container, `Bind for 0.0.0.0:${key.port} failed: port is already allocated`);
    seen.add(portKey(key));
  }
  const udp = [...seen].filter((key) => key.endsWith("/udp")).length;
  // init is told of one of UDP in twice the room
  if (seen.size + udp > maxPortsOfInit) throw conflict(messages.tooManyPorts(maxPortsOfInit));
  const taken = await tenant.ports.reserve(tenant.workspace, wanted);
  const [first] = taken;
  if (first === undefined) return;
  await tenant.ports.refresh(tenant.workspace);
  if (taken.some(({ port }) => port === 0)) throw conflict(messages.portsOfOldStation);
  throw failed(
    container,
    `listen ${first.protocol}4 0.0.0.0:${first.port}: bind: address already in use`,
  );
}

const failed = ({ name, id }: OwnContainer, why: string) =>
  conflict(`driver failed programming external connectivity on endpoint ${name} (${id}): ${why}`);
