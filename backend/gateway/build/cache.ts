/**
 * The build cache of a tenant. The classic builder takes for cached whatever image of the engine
 * has the same parent and the same configuration; labels are part of it. So each base image is
 * followed by labels that nobody can set, one of them a secret: no other tenant's image can be
 * its like, and a hit tells of the tenant's own builds alone.
 */
import { z } from "zod";
import { roleLabel, workspaceLabel } from "@/backend/engine/ownership";
import { EngineError } from "../engine-client";
import { filters } from "../http/query";
import { json, type Reply } from "../http/reply";
import { cacheLabel, ownedBy } from "../labels";
import { matchesLabels, parseUntil } from "../prune-filters";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";

/** For `LABEL`: whose the step's container and image are, and the tenant's secret. */
export const cacheKey = (tenant: Tenant): string =>
  `${workspaceLabel}="${tenant.workspace}" ${roleLabel}="" ${cacheLabel}="${tenant.cacheSecret}"`;

const summarySchema = z.array(
  z.object({
    Id: z.string(),
    Created: z.number(),
    Labels: z.record(z.string(), z.string()).nullable(),
  }),
);
type Leaf = z.infer<typeof summarySchema>[number];

/** Images of the tenant's without a name, on which nothing was built, oldest first. */
async function leaves(tenant: Tenant) {
  const images = await tenant.engine.json(
    {
      method: "GET",
      path: ["images", "json"],
      query: {
        filters: JSON.stringify({ dangling: ["true"], label: [ownedBy(tenant.workspace)] }),
      },
    },
    summarySchema,
  );
  return images.sort((a, b) => a.Created - b.Created);
}

/**
 * Removes all of those that `wanted` names but the newest `keep`, each with the layers below it
 * that nothing else needs.
 */
export async function trimCache(
  tenant: Tenant,
  keep: number,
  wanted: (leaf: Leaf) => boolean = () => true,
): Promise<string[]> {
  const removed: string[] = [];
  const found = (await leaves(tenant)).filter(wanted);
  for (const { Id } of found.slice(0, Math.max(0, found.length - keep))) {
    try {
      await tenant.engine.empty({ method: "DELETE", path: ["images", Id] });
      removed.push(Id);
    } catch (error) {
      // in use or gone meanwhile: it is for the next time
      if (!(error instanceof EngineError && [404, 409].includes(error.status))) throw error;
    }
  }
  return removed;
}

export const pruneBuildQuery = z.strictObject({
  all: z.string().max(8).optional(),
  "keep-storage": z
    .string()
    .regex(/^\d{0,15}$/)
    .optional(),
  // `docker system prune` hands its own labels on; what only BuildKit has is refused
  filters: filters("until", "label", "label!"),
});

/** `docker builder prune`. */
export function pruneBuild({
  tenant,
  query,
}: Exchange<z.infer<typeof pruneBuildQuery>, undefined, undefined>): Promise<Reply> {
  const until = parseUntil(query.filters.until);
  return tenant.builds.take(async () => {
    const removed = await trimCache(
      tenant,
      0,
      ({ Created, Labels }) => Created * 1000 < until && matchesLabels(query.filters, Labels ?? {}),
    );
    // layers are shared between learners: what a removal frees is not the learner's to know
    return json({ CachesDeleted: removed.length === 0 ? null : removed, SpaceReclaimed: 0 });
  });
}
