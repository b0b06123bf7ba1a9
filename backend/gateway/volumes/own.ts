/** A tenant's own volumes, as the engine's labels say; what is foreign is not found. */
import { z } from "zod";
import type { OwnContainer } from "../containers/own";
import { notFound } from "../errors";
import { volumePath } from "../files/show-mount";
import { ownedBy, visibleLabels } from "../labels";
import { fromEngineVolumeName, isAnonymousName, toEngineVolumeName } from "../names";
import type { Scope } from "../route";
import type { Tenant } from "../tenant";

export interface OwnVolume {
  engineName: string;
  /** as its learner knows it */
  name: string;
  created: string;
  labels: Record<string, string>;
  /** on the host */
  folder: string;
}

export const volumeSchema = z.object({
  Name: z.string(),
  CreatedAt: z.string().default(""),
  Mountpoint: z.string(),
  Labels: z.record(z.string(), z.string()).nullable(),
});

const listSchema = z.object({ Volumes: z.array(volumeSchema).nullable() });

export async function ownVolumes(tenant: Tenant): Promise<OwnVolume[]> {
  const { Volumes } = await tenant.engine.json(
    {
      method: "GET",
      path: ["volumes"],
      query: { filters: JSON.stringify({ label: [ownedBy(tenant.workspace)] }) },
    },
    listSchema,
  );
  const own = (Volumes ?? []).flatMap((volume) => understand(tenant, volume) ?? []);
  tenant.anonymousVolumes.clear();
  for (const { engineName } of own)
    if (isAnonymousName(engineName)) tenant.anonymousVolumes.add(engineName);
  return own.sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function understand(
  tenant: Tenant,
  volume: z.infer<typeof volumeSchema>,
): OwnVolume | undefined {
  const name = fromEngineVolumeName(tenant.workspace, volume.Name);
  return name === undefined
    ? undefined
    : {
        engineName: volume.Name,
        name,
        created: volume.CreatedAt,
        labels: visibleLabels(volume.Labels),
        folder: volume.Mountpoint,
      };
}

/** By its whole name: the engine knows no prefixes of volumes. */
export function findVolume(tenant: Tenant, own: readonly OwnVolume[], wanted: string): OwnVolume {
  const scoped = toEngineVolumeName(tenant.workspace, wanted);
  const found =
    own.find(({ engineName }) => engineName === scoped) ??
    own.find(({ engineName }) => engineName === wanted && isAnonymousName(wanted));
  if (found === undefined) throw notFound(`get ${wanted}: no such volume`);
  return found;
}

/** The path's volume, among the tenant's own. */
export const ownVolume: Scope<OwnVolume> = {
  says: "volume: own name → engine’s name",
  resolve: async (tenant, parameter) => findVolume(tenant, await ownVolumes(tenant), parameter),
};

/** The path's volume, resolved by the handler in the tenant's turn. */
export const volumeByName: Scope<string> = {
  says: "volume: own name → engine’s name, in the tenant’s turn",
  resolve: async (_tenant, parameter) => parameter,
};

/** As an ordinary engine describes it. */
export const showVolume = (volume: OwnVolume) => ({
  CreatedAt: volume.created,
  Driver: "local",
  Labels: Object.keys(volume.labels).length === 0 ? null : volume.labels,
  Mountpoint: volumePath(volume.name),
  Name: volume.name,
  Options: null,
  Scope: "local",
});

/** How many of the tenant's containers have it mounted. */
export const countUsers = (volume: OwnVolume, containers: readonly OwnContainer[]): number =>
  containers.filter(({ summary }) =>
    summary.Mounts.some(({ Type, Name }) => Type === "volume" && Name === volume.engineName),
  ).length;
