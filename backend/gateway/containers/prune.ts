/** `docker container prune`: own stopped containers, one by one. */
import { z } from "zod";
import { EngineError } from "../engine-client";
import { filters } from "../http/query";
import { json, type Reply } from "../http/reply";
import { matchesLabels, parseUntil } from "../prune-filters";
import type { Exchange } from "../route";
import { sweepBinds } from "./mounts";
import { ownContainers } from "./own";

export const pruneQuery = z.strictObject({ filters: filters("until", "label", "label!") });

const stopped = new Set(["created", "exited", "dead"]);

export function prune({
  tenant,
  query,
}: Exchange<z.infer<typeof pruneQuery>, undefined, undefined>): Promise<Reply> {
  const until = parseUntil(query.filters.until);
  return tenant.turns.take(async () => {
    const own = await ownContainers(tenant, { size: true });
    const deleted: string[] = [];
    let reclaimed = 0;
    for (const { id, state, summary } of own) {
      const chosen =
        stopped.has(state) &&
        summary.Created * 1000 < until &&
        matchesLabels(query.filters, summary.Labels ?? {});
      if (!chosen || !(await removed(id))) continue;
      deleted.push(id);
      reclaimed += summary.SizeRw ?? 0;
    }
    await sweepBinds(tenant, await ownContainers(tenant));
    return json({ ContainersDeleted: deleted, SpaceReclaimed: reclaimed });
  });

  /** False when it has started again or gone meanwhile: then it is not ours to remove. */
  async function removed(id: string): Promise<boolean> {
    try {
      await tenant.engine.empty({ method: "DELETE", path: ["containers", id] });
      return true;
    } catch (error) {
      if (error instanceof EngineError && (error.status === 409 || error.status === 404))
        return false;
      throw error;
    }
  }
}
