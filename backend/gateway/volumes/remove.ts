/** `docker volume rm` and `docker volume prune`: own volumes that no container has mounted. */
import { z } from "zod";
import { ownContainers } from "../containers/own";
import { EngineError } from "../engine-client";
import { DockerError } from "../errors";
import { filters, flag } from "../http/query";
import { empty, json, type Reply } from "../http/reply";
import { matchesLabels } from "../prune-filters";
import type { Exchange } from "../route";
import { countUsers, findVolume, ownVolumes } from "./own";
import { folderBytes } from "./size";

export const removeVolumeQuery = z.strictObject({ force: flag });

export function removeVolume({
  tenant,
  own,
  query,
}: Exchange<z.infer<typeof removeVolumeQuery>, undefined, string>): Promise<Reply> {
  return tenant.turns.take(async () => {
    try {
      const { engineName } = findVolume(tenant, await ownVolumes(tenant), own);
      await tenant.engine.empty({ method: "DELETE", path: ["volumes", engineName] });
    } catch (error) {
      const missing =
        (error instanceof DockerError || error instanceof EngineError) && error.status === 404;
      if (!missing || !query.force) throw error;
    }
    return empty(204);
  });
}

export const pruneVolumesQuery = z.strictObject({ filters: filters("label", "label!") });

/** As API 1.41 has it: every volume that no container uses, named ones included. */
export function pruneVolumes({
  tenant,
  query,
}: Exchange<z.infer<typeof pruneVolumesQuery>, undefined, undefined>): Promise<Reply> {
  return tenant.turns.take(async () => {
    const containers = await ownContainers(tenant);
    const deleted: string[] = [];
    let reclaimed = 0;
    for (const volume of await ownVolumes(tenant)) {
      if (countUsers(volume, containers) > 0 || !matchesLabels(query.filters, volume.labels))
        continue;
      const bytes = await folderBytes(volume.folder);
      if (!(await removed(volume.engineName))) continue;
      deleted.push(volume.name);
      reclaimed += Math.max(bytes, 0);
    }
    return json({ VolumesDeleted: deleted, SpaceReclaimed: reclaimed });
  });

  /** False when it is used or gone meanwhile. */
  async function removed(engineName: string): Promise<boolean> {
    try {
      await tenant.engine.empty({ method: "DELETE", path: ["volumes", engineName] });
      return true;
    } catch (error) {
      if (error instanceof EngineError && (error.status === 409 || error.status === 404))
        return false;
      throw error;
    }
  }
}
