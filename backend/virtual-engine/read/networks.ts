/** A tenant's networks, and who is on them as the containers themselves say. */
import { ownNetworks } from "@/backend/gateway/networks/own";
import type { Tenant } from "@/backend/gateway/tenant";
import type { EngineContainer, EngineNetwork } from "@/lib/protocol/engine-view";

export type BareNetwork = Omit<EngineNetwork, "members">;

/**
 * Those on the engine: `none` is no object, and the default one is there once it was needed.
 * Looking makes none, other than `docker network ls`.
 */
export async function readNetworks(tenant: Tenant): Promise<BareNetwork[]> {
  const own = await ownNetworks(tenant);
  return own
    .flatMap(({ id, name, engine }) => {
      if (engine === null) return [];
      const [config] = engine.IPAM.Config ?? [];
      return {
        id,
        name,
        driver: "bridge",
        internal: engine.Internal,
        createdAt: engine.Created,
        subnet: config?.Subnet ?? null,
        gateway: config?.Gateway ?? null,
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export const withMembers = (
  network: BareNetwork,
  containers: readonly EngineContainer[],
): EngineNetwork => ({
  ...network,
  members: containers.flatMap(({ id, name, networks }) =>
    networks
      // one that has never run may know its network by name only
      .filter((place) => place.id === network.id || (!place.id && place.name === network.name))
      .map(({ address, aliases }) => ({ container: id, name, address, aliases })),
  ),
});
