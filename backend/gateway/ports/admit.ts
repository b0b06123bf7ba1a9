/** Before a container starts: its ports must be free in the workstation, as on an engine's host. */
import { readPublished } from "@/backend/ports/label";
import { maxPortsOfInit } from "@/backend/terminals/link-frames";
import type { OwnContainer } from "../containers/own";
import { conflict, refused } from "../errors";
import { messages } from "../messages";
import type { Tenant } from "../tenant";

const portsOf = ({ summary }: OwnContainer) =>
  summary.HostConfig.NetworkMode === "none"
    ? []
    : readPublished(summary.Labels).ports.map(({ port }) => port);

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
  const others = new Set(
    own.filter(({ id, state }) => id !== container.id && holding.has(state)).flatMap(portsOf),
  );
  const seen = new Set(others);
  for (const port of wanted) {
    if (seen.has(port))
      throw failed(container, `Bind for 0.0.0.0:${port} failed: port is already allocated`);
    seen.add(port);
  }
  if (seen.size > maxPortsOfInit) throw conflict(messages.tooManyPorts(maxPortsOfInit));
  const [taken] = await tenant.ports.reserve(tenant.workspace, wanted);
  if (taken !== undefined) {
    await tenant.ports.refresh(tenant.workspace);
    throw failed(container, `listen tcp4 0.0.0.0:${taken}: bind: address already in use`);
  }
}

const failed = ({ name, id }: OwnContainer, why: string) =>
  conflict(`driver failed programming external connectivity on endpoint ${name} (${id}): ${why}`);
