/** `docker network rm` and `docker network prune`. */
import { z } from "zod";
import { EngineError } from "../engine-client";
import { refused } from "../errors";
import { filters } from "../http/query";
import { empty, json, type Reply } from "../http/reply";
import { matchesLabels, parseUntil } from "../prune-filters";
import type { Exchange } from "../route";
import { networksInUse } from "./list";
import { findNetwork, ownNetworks, predefined, withNone } from "./own";

/** In the tenant's turn: a container that is being created on it keeps it. */
export function removeNetwork({
  tenant,
  own: wanted,
}: Exchange<object, undefined, string>): Promise<Reply> {
  return tenant.turns.take(async () => {
    const network = findNetwork(withNone(tenant, await ownNetworks(tenant)), wanted);
    if (predefined.includes(network.name))
      throw refused(`${network.name} is a pre-defined network and cannot be removed`);
    await tenant.engine.empty({ method: "DELETE", path: ["networks", network.id] });
    return empty(204);
  });
}

export const pruneNetworksQuery = z.strictObject({ filters: filters("until", "label", "label!") });

export function pruneNetworks({
  tenant,
  query,
}: Exchange<z.infer<typeof pruneNetworksQuery>, undefined, undefined>): Promise<Reply> {
  const until = parseUntil(query.filters.until);
  return tenant.turns.take(async () => {
    const used = await networksInUse(tenant);
    const deleted: string[] = [];
    for (const { id, name, engine } of await ownNetworks(tenant)) {
      const chosen =
        !predefined.includes(name) &&
        !used.has(name) &&
        Date.parse(engine?.Created ?? "") < until &&
        matchesLabels(query.filters, engine?.Labels ?? {});
      if (!chosen) continue;
      try {
        await tenant.engine.empty({ method: "DELETE", path: ["networks", id] });
        deleted.push(name);
      } catch (error) {
        // gone meanwhile, or in use again
        if (!(error instanceof EngineError && [403, 404].includes(error.status))) throw error;
      }
    }
    return json({ NetworksDeleted: deleted.length === 0 ? null : deleted });
  });
}
