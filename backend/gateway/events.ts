/** `docker events`: own containers, networks, volumes and image references; all else is left out. */
import { pipeline } from "node:stream";
import { z } from "zod";
import { roleLabel, workspaceLabel } from "@/backend/engine/ownership";
import { showImage } from "./containers/summary";
import { filters, timestamp } from "./http/query";
import type { Reply } from "./http/reply";
import { ownedBy, visibleLabels } from "./labels";
import {
  fromEngineContainerName,
  fromEngineReference,
  fromEngineVolumeName,
  isAnonymousName,
} from "./names";
import { matchesLabels } from "./prune-filters";
import type { Exchange } from "./route";
import { mapJsonLines } from "./streams/json-lines";
import type { Tenant } from "./tenant";
import { ownVolumes } from "./volumes/own";

export const eventsQuery = z.strictObject({
  since: timestamp.optional(),
  until: timestamp.optional(),
  filters: filters(
    "container",
    "event",
    "image",
    "label",
    "type",
    "scope",
    "daemon",
    "network",
    "volume",
    "plugin",
    "config",
    "node",
    "secret",
    "service",
  ),
});
type EventFilters = z.infer<typeof eventsQuery>["filters"];

const eventSchema = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
  time: z.number(),
  timeNano: z.number(),
});
type Event = z.infer<typeof eventSchema>;

export async function events({
  tenant,
  query,
  signal,
}: Exchange<z.infer<typeof eventsQuery>, undefined, undefined>): Promise<Reply> {
  const types = query.filters.type ?? ["container", "image", "network", "volume"];
  const onlyContainers = types.every((type) => type === "container");
  if (types.includes("volume")) await ownVolumes(tenant);
  const body = await tenant.engine.stream({
    method: "GET",
    path: ["events"],
    query: {
      since: query.since || undefined,
      until: query.until || undefined,
      filters: JSON.stringify({
        type: onlyContainers ? ["container"] : ["container", "image", "network", "volume"],
        // other events carry no label of ours: only containers can be asked for by it
        ...(onlyContainers && { label: [ownedBy(tenant.workspace)] }),
      }),
    },
    signal,
  });
  const shown = mapJsonLines((line) => {
    const event = eventSchema.parse(line);
    const own = showers[event.Type]?.(tenant, event);
    return own && wants(query.filters, types, own) ? own : undefined;
  });
  pipeline(body, shown, () => undefined);
  return { kind: "stream", contentType: "application/json", body: shown };
}

type Shown = ReturnType<typeof show>;

const showers: Readonly<Record<string, (tenant: Tenant, event: Event) => Shown | undefined>> = {
  container: showContainer,
  image: showImageEvent,
  network: showNetworkEvent,
  volume: showVolumeEvent,
};

function showContainer(tenant: Tenant, event: Event): Shown | undefined {
  const { Attributes } = event.Actor;
  if (Attributes[workspaceLabel] !== tenant.workspace || Attributes[roleLabel]) return undefined;
  const name = fromEngineContainerName(tenant.workspace, Attributes.name ?? "");
  if (name === undefined) return undefined;
  const old = Attributes.oldName && fromEngineContainerName(tenant.workspace, Attributes.oldName);
  const image = showImage(tenant, Attributes.image ?? "");
  return show(
    event,
    event.Actor.ID,
    {
      ...visibleLabels(Attributes),
      name,
      image,
      ...(old && { oldName: `/${old}` }),
    },
    image,
  );
}

/** Only the scope of a name, or the set of one's own anonymous ones, says whose a volume is. */
function showVolumeEvent(tenant: Tenant, event: Event): Shown | undefined {
  const { ID, Attributes } = event.Actor;
  if (isAnonymousName(ID) && !tenant.anonymousVolumes.has(ID)) return undefined;
  const name = fromEngineVolumeName(tenant.workspace, ID);
  return name === undefined ? undefined : show(event, name, visibleLabels(Attributes));
}

/** The engine says no more of a network than its name, and of a container than its ID. */
function showNetworkEvent(tenant: Tenant, event: Event): Shown | undefined {
  const { container, name: scoped = "" } = event.Actor.Attributes;
  const name = fromEngineContainerName(tenant.workspace, scoped);
  if (name === undefined) return undefined;
  return show(event, event.Actor.ID, { ...(container && { container }), name, type: "bridge" });
}

function showImageEvent(tenant: Tenant, event: Event): Shown | undefined {
  const { Attributes } = event.Actor;
  const name = fromEngineReference(tenant.workspace, Attributes.name ?? "");
  if (name === undefined) return undefined;
  const id = /^sha256:[0-9a-f]{64}$/.test(event.Actor.ID) ? event.Actor.ID : name;
  return show(event, id, { ...visibleLabels(Attributes), name });
}

/** In both shapes, the old one of top-level fields included, as the engine writes it. */
function show(event: Event, id: string, attributes: Record<string, string>, from?: string) {
  return {
    status: event.Action,
    id,
    ...(from !== undefined && { from }),
    Type: event.Type,
    Action: event.Action,
    Actor: { ID: id, Attributes: attributes },
    scope: "local",
    time: event.time,
    timeNano: event.timeNano,
  };
}

function wants(
  filters: EventFilters,
  types: readonly string[],
  event: NonNullable<Shown>,
): boolean {
  const { Type, Action, Actor } = event;
  const name = Actor.Attributes.name ?? "";
  const image = Type === "image" ? name : (Actor.Attributes.image ?? "");
  const bare = (text: string) => text.replace(/:[^:/]*$/, "");
  return (
    types.includes(Type) &&
    (!filters.event ||
      filters.event.some((wanted) => Action === wanted || Action.startsWith(`${wanted}:`))) &&
    (!filters.container ||
      (Type === "container" &&
        filters.container.some(
          (wanted) => wanted !== "" && (name === wanted || Actor.ID.startsWith(wanted)),
        ))) &&
    (!filters.image ||
      filters.image.some(
        (wanted) => wanted === image || wanted === bare(image) || wanted === Actor.ID,
      )) &&
    (!filters.label || matchesLabels({ label: filters.label }, Actor.Attributes)) &&
    (!filters.scope || filters.scope.includes("local")) &&
    !filters.daemon &&
    (!filters.network ||
      (Type === "network" &&
        filters.network.some(
          (wanted) => wanted !== "" && (name === wanted || Actor.ID.startsWith(wanted)),
        ))) &&
    (!filters.volume || (Type === "volume" && filters.volume.includes(Actor.ID))) &&
    // of a Swarm's and of plugins there are none
    !filters.plugin &&
    !filters.config &&
    !filters.node &&
    !filters.secret &&
    !filters.service
  );
}
