/** A tenant's volumes, and which of their containers mount them. */
import { isAnonymousName } from "@/backend/gateway/names";
import type { Tenant } from "@/backend/gateway/tenant";
import { ownVolumes } from "@/backend/gateway/volumes/own";
import type { EngineContainer, EngineVolume } from "@/lib/protocol/engine-view";

export type BareVolume = Omit<EngineVolume, "users">;

export async function readVolumes(tenant: Tenant): Promise<BareVolume[]> {
  const own = await ownVolumes(tenant);
  return own.map(({ name, created }) => ({
    name,
    anonymous: isAnonymousName(name),
    createdAt: created,
  }));
}

export const withUsers = (
  volume: BareVolume,
  containers: readonly EngineContainer[],
): EngineVolume => ({
  ...volume,
  users: containers
    .filter(({ mounts }) =>
      mounts.some(({ type, source }) => type === "volume" && source === volume.name),
    )
    .map(({ id }) => id),
});
