/** `docker network ls` and `docker network inspect`. */
import { z } from "zod";
import { ownContainers } from "../containers/own";
import { badRequest } from "../errors";
import { booleanFilter } from "../http/boolean-filter";
import { emptyOnly, filters, flag } from "../http/query";
import { json, type Reply } from "../http/reply";
import { fromEngineContainerName } from "../names";
import { matchesLabels } from "../prune-filters";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import { allNetworks } from "./default";
import { engineNetworkSchema, showNetwork, showNone } from "./engine-network";
import { isolationOf } from "./make";
import { findNetwork, type OwnNetwork, predefined, withNone } from "./own";

export const networksQuery = z.strictObject({
  filters: filters("dangling", "driver", "id", "label", "name", "scope", "type"),
});

const show = (tenant: Tenant, { id, name, engine }: OwnNetwork) =>
  engine === null ? showNone(id) : showNetwork(tenant, name, engine);

export async function listNetworks({
  tenant,
  query: { filters: wanted },
}: Exchange<z.infer<typeof networksQuery>, undefined, undefined>): Promise<Reply> {
  isolationOf(tenant);
  const own = withNone(tenant, await allNetworks(tenant));
  const wrong = wanted.type?.find((type) => type !== "custom" && type !== "builtin");
  if (wrong !== undefined) throw badRequest(`invalid filter: 'type'='${wrong}'`);
  const unused = booleanFilter("dangling", wanted.dangling);
  const used = unused !== undefined ? await networksInUse(tenant) : new Set<string>();
  const any = (values: string[] | undefined, test: (value: string) => boolean) =>
    values === undefined || values.some(test);
  const shown = own.filter(
    ({ id, name, engine }) =>
      any(wanted.driver, (driver) => driver === (engine ? "bridge" : "null")) &&
      any(wanted.id, (prefix) => id.startsWith(prefix)) &&
      any(wanted.name, (part) => name.includes(part)) &&
      any(wanted.scope, (scope) => scope === "local") &&
      any(wanted.type, (type) => (type === "custom") !== predefined.includes(name)) &&
      (unused === undefined || unused === (!predefined.includes(name) && !used.has(name))) &&
      matchesLabels({ label: wanted.label }, engine?.Labels ?? {}),
  );
  return json(shown.map((network) => show(tenant, network)));
}

/** Names of the own networks that a container is on, one that has never run included. */
export async function networksInUse(tenant: Tenant): Promise<Set<string>> {
  const containers = await ownContainers(tenant);
  return new Set(
    containers.flatMap(({ summary }) =>
      Object.keys(summary.NetworkSettings?.Networks ?? {}).flatMap(
        (key) => fromEngineContainerName(tenant.workspace, key) ?? [],
      ),
    ),
  );
}

export const inspectNetworkQuery = z.strictObject({
  verbose: flag,
  scope: z.enum(["", "local"]).optional(),
  status: emptyOnly,
});

export async function inspectNetwork({
  tenant,
  own: wanted,
}: Exchange<z.infer<typeof inspectNetworkQuery>, undefined, string>): Promise<Reply> {
  return showNetworkById(tenant, findNetwork(withNone(tenant, await allNetworks(tenant)), wanted));
}

/** An own network with who is on it. */
export async function showNetworkById(tenant: Tenant, network: OwnNetwork): Promise<Reply> {
  if (network.engine === null) return json(showNone(network.id));
  // only this answer has the endpoints
  const engine = await tenant.engine.json(
    { method: "GET", path: ["networks", network.id] },
    engineNetworkSchema,
  );
  return json(showNetwork(tenant, network.name, engine));
}
