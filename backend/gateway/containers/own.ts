/**
 * A tenant's own containers, as the engine's labels say, and the resolution of what a learner
 * writes among them alone. What is foreign is not found, in the engine's words.
 */

import { z } from "zod";
import { roleLabel } from "@/backend/engine/ownership";
import { DockerError, notFound } from "../errors";
import { memoryLabel, ownedBy } from "../labels";
import type { Scope } from "../route";
import type { Tenant } from "../tenant";
import { nameOf, type Summary, summarySchema } from "./summary";

export interface OwnContainer {
  /** the engine's full ID */
  id: string;
  /** as its learner named it */
  name: string;
  state: string;
  imageId: string;
  /** memory limit in bytes */
  memory: number;
  summary: Summary;
}

export interface OwnQuery {
  /** more of the engine's filters; the tenant's label is always added */
  filters?: Readonly<Record<string, readonly string[]>>;
  size?: boolean;
}

/** Every container of the tenant's, stopped ones included, newest first; not the workstation. */
export async function ownContainers(
  tenant: Tenant,
  { filters = {}, size = false }: OwnQuery = {},
): Promise<OwnContainer[]> {
  const label = [...(filters.label ?? []), ownedBy(tenant.workspace)];
  const summaries = await tenant.engine.json(
    {
      method: "GET",
      path: ["containers", "json"],
      query: { all: 1, size: size ? 1 : undefined, filters: JSON.stringify({ ...filters, label }) },
    },
    z.array(summarySchema),
  );
  return summaries.flatMap((summary) => {
    const name = nameOf(tenant, summary.Names);
    if (name === undefined || summary.Labels?.[roleLabel]) return [];
    return {
      id: summary.Id,
      name,
      state: summary.State,
      imageId: summary.ImageID,
      memory: Number(summary.Labels?.[memoryLabel]) || tenant.limits.containerMemory,
      summary,
    };
  });
}

/** By full ID, name, or unique ID prefix, in the engine's order (moby, daemon/container.go). */
export function findContainer(own: readonly OwnContainer[], wanted: string): OwnContainer {
  const exact =
    own.find((container) => container.id === wanted) ??
    own.find((container) => container.name === wanted);
  if (exact) return exact;
  const matching = /^[0-9a-f]{1,64}$/.test(wanted)
    ? own.filter((container) => container.id.startsWith(wanted))
    : [];
  const [found, second] = matching;
  if (found === undefined) throw notFound(`No such container: ${wanted}`);
  if (second !== undefined)
    throw new DockerError(400, `Multiple IDs found with provided prefix: ${wanted}`);
  return found;
}

/** The path's container, among the tenant's own. */
export const ownContainer: Scope<OwnContainer> = {
  says: "container: own name, ID or unique prefix → full ID",
  resolve: async (tenant, parameter) => findContainer(await ownContainers(tenant), parameter),
};

/** The path's container, resolved by the handler in the tenant's turn, where all are counted. */
export const containerInTurn: Scope<string> = {
  says: "container: own name, ID or unique prefix → full ID, in the tenant’s turn",
  resolve: async (_tenant, parameter) => parameter,
};
