/** `docker volume ls` and `docker volume inspect`: own volumes only. */
import { z } from "zod";
import { namePattern } from "../containers/name-pattern";
import { ownContainers } from "../containers/own";
import { booleanFilter } from "../http/boolean-filter";
import { filters } from "../http/query";
import { json } from "../http/reply";
import { matchesLabels } from "../prune-filters";
import type { Exchange } from "../route";
import { countUsers, type OwnVolume, ownVolumes, showVolume } from "./own";

export const volumesQuery = z.strictObject({
  filters: filters("dangling", "driver", "label", "name"),
});

export async function listVolumes({
  tenant,
  query,
}: Exchange<z.infer<typeof volumesQuery>, undefined, undefined>) {
  const { driver, label, name } = query.filters;
  const unused = booleanFilter("dangling", query.filters.dangling);
  const patterns = name?.map(namePattern);
  const containers = unused === undefined ? [] : await ownContainers(tenant);
  const shown = (await ownVolumes(tenant)).filter(
    (volume) =>
      (!patterns || patterns.some((pattern) => pattern.test(volume.name))) &&
      (!driver || driver.includes("local")) &&
      matchesLabels({ label }, volume.labels) &&
      (unused === undefined || unused === (countUsers(volume, containers) === 0)),
  );
  return json({ Volumes: shown.map(showVolume), Warnings: null });
}

export const inspectVolume = async ({ own }: Exchange<object, undefined, OwnVolume>) =>
  json(showVolume(own));
