/**
 * A tenant's own containers, as the engine's labels say, and the resolution of what a learner
 * writes among them alone. What is foreign is not found, in the engine's words.
 */

import { z } from "zod";
import { roleLabel } from "@/backend/engine/ownership";
import { DockerError, notFound } from "../errors";
import type { Known } from "../known/registry";
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

/** The engine matches each against each: with more, going through everybody's is cheaper. */
const maxAskedById = 32;

/**
 * Every container of the tenant's, stopped ones included, newest first; not the workstation. Which
 * they are is the label's to say; the IDs only spare the engine from looking at everybody's.
 */
export async function ownContainers(
  tenant: Tenant,
  { filters = {}, size = false }: OwnQuery = {},
): Promise<OwnContainer[]> {
  const known = tenant.known.of(tenant.workspace)?.map(({ id }) => id);
  if (known?.length === 0) return [];
  const label = [...(filters.label ?? []), ownedBy(tenant.workspace)];
  const id = filters.id ?? (known && known.length <= maxAskedById ? known : undefined);
  const summaries = await tenant.engine.json(
    {
      method: "GET",
      path: ["containers", "json"],
      query: {
        all: 1,
        size: size ? 1 : undefined,
        filters: JSON.stringify({ ...filters, label, ...(id && { id }) }),
      },
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

/** A container that was found without being looked at. */
export interface NamedContainer {
  id: string;
  name: string;
}

/**
 * By what is known of the tenant's own; anything in doubt, what is not found included, is left to
 * `findContainer` on the engine's list, so that foreign and missing take the same way.
 */
export function findKnown(
  known: readonly Known[] | undefined,
  wanted: string,
): NamedContainer | undefined {
  const named = (known ?? []).flatMap(({ id, name }) => (name === undefined ? [] : { id, name }));
  const exact = named.find(({ id }) => id === wanted) ?? named.find(({ name }) => name === wanted);
  // a name that is not known might be the very text, and goes before a prefix
  if (exact || named.length !== known?.length || !/^[0-9a-f]{1,64}$/.test(wanted)) return exact;
  const matching = named.filter(({ id }) => id.startsWith(wanted));
  return matching.length === 1 ? matching[0] : undefined;
}

/** The path's container, among the tenant's own, where its ID is enough. */
export const ownContainerId: Scope<NamedContainer> = {
  says: "container: own name, ID or unique prefix → full ID",
  resolve: async (tenant, parameter) =>
    findKnown(tenant.known.of(tenant.workspace), parameter) ??
    findContainer(await ownContainers(tenant), parameter),
  confirm: async (tenant, parameter) => {
    findContainer(await ownContainers(tenant), parameter);
  },
};

/** The path's container, among the tenant's own, as the engine lists it. */
export const ownContainer: Scope<OwnContainer> = {
  says: "container: own name, ID or unique prefix → full ID",
  resolve: async (tenant, parameter) => findContainer(await ownContainers(tenant), parameter),
};

/** The path's container, resolved by the handler in the tenant's turn, where all are counted. */
export const containerInTurn: Scope<string> = {
  says: "container: own name, ID or unique prefix → full ID, in the tenant’s turn",
  resolve: async (_tenant, parameter) => parameter,
};
