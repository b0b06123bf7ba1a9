/**
 * A tenant's own networks: those they have made, their default one (`bridge`), and `none`. What is
 * foreign is not found, in the engine's words.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { DockerError, notFound } from "../errors";
import { ownedBy } from "../labels";
import { fromEngineContainerName } from "../names";
import type { Scope } from "../route";
import type { Tenant } from "../tenant";
import { type EngineNetwork, engineNetworkSchema } from "./engine-network";

/** As its learner names it. On the engine it is scoped like any other. */
export const defaultNetwork = "bridge";
/** Names that `docker network create` refuses on every engine. */
export const predefined: readonly string[] = ["bridge", "host", "none", "default"];

/** An ID that stays the same, for a network that is no object. */
export const noneId = (workspace: WorkspaceId): string =>
  createHash("sha256").update(`${workspace} none`).digest("hex");

export interface OwnNetwork {
  id: string;
  /** as its learner named it */
  name: string;
  /** the engine's answer; null for `none` */
  engine: EngineNetwork | null;
}

/** Those on the engine: the default one if it has been made, and the learner's. */
export async function ownNetworks(tenant: Tenant): Promise<OwnNetwork[]> {
  const found = await tenant.engine.json(
    {
      method: "GET",
      path: ["networks"],
      query: { filters: JSON.stringify({ label: [ownedBy(tenant.workspace)] }) },
    },
    z.array(engineNetworkSchema),
  );
  return found.flatMap((engine) => {
    // networks are scoped as containers are
    const name = fromEngineContainerName(tenant.workspace, engine.Name);
    return name === undefined ? [] : [{ id: engine.Id, name, engine }];
  });
}

export const withNone = (tenant: Tenant, own: readonly OwnNetwork[]): OwnNetwork[] => [
  ...own,
  { id: noneId(tenant.workspace), name: "none", engine: null },
];

/** By full ID, name, or unique ID prefix, in the engine's order (moby, daemon/network.go). */
export function findNetwork(own: readonly OwnNetwork[], wanted: string): OwnNetwork {
  const exact =
    own.find((network) => network.id === wanted) ?? own.find((network) => network.name === wanted);
  if (exact) return exact;
  const matching = /^[0-9a-f]{1,64}$/.test(wanted)
    ? own.filter((network) => network.id.startsWith(wanted))
    : [];
  const [found, second] = matching;
  if (found === undefined) throw notFound(`network ${wanted} not found`);
  if (second !== undefined)
    throw new DockerError(
      400,
      `network ${wanted} is ambiguous (${matching.length} matches found based on ID prefix)`,
    );
  return found;
}

/** The path's network, resolved by the handler, which makes the default one first where needed. */
export const networkByName: Scope<string> = {
  says: "network: own name, ID or unique prefix → full ID",
  resolve: async (_tenant, parameter) => parameter,
};
