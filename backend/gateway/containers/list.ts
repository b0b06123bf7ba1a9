/** `docker ps`: own containers only; the learner's filters understood one by one. */
import { z } from "zod";
import { DockerError } from "../errors";
import { readAsked } from "../files/asked";
import { showMount } from "../files/show-mount";
import { booleanFilter } from "../http/boolean-filter";
import { emptyOnly, filters, flag, integer } from "../http/query";
import { json } from "../http/reply";
import { findImage, ownImages } from "../images/own";
import { ownNetworks } from "../networks/own";
import { type Exchange, nothing } from "../route";
import { namePattern } from "./name-pattern";
import { findContainer, type OwnContainer, ownContainers } from "./own";
import { parsePortFilter, publishes } from "./port-filter";
import { showSummary } from "./summary";

export const listQuery = z.strictObject({
  all: flag,
  size: flag,
  limit: integer(-1, 10_000).optional(),
  since: emptyOnly,
  before: emptyOnly,
  filters: filters(
    "ancestor",
    "before",
    "exited",
    "expose",
    "health",
    "id",
    "is-task",
    "isolation",
    "label",
    "name",
    "network",
    "publish",
    "since",
    "status",
    "volume",
  ),
});
type ListQuery = z.infer<typeof listQuery>;

export const listScope = { ...nothing, says: "own label added to the filters" };

const running = new Set(["running", "paused", "restarting"]);

export async function list({ tenant, query }: Exchange<ListQuery, undefined, undefined>) {
  const wanted = query.filters;
  const published = wanted.publish?.map(parsePortFilter);
  // the engine reads them by itself; these are its words for what cannot be read
  wanted.expose?.forEach(parsePortFilter);
  // no container here is a service's task, nor has an isolation of Windows's
  if (booleanFilter("is-task", wanted["is-task"]) || wanted.isolation) return json([]);
  const before = await reference(wanted.before);
  const since = await reference(wanted.since);
  const ancestor = await ancestorIds();
  if (ancestor?.length === 0) return json([]);
  const own = await ownContainers(tenant, {
    size: query.size,
    filters: {
      ...(wanted.label && { label: wanted.label }),
      // with what was built from them: only the engine knows
      ...(ancestor && { ancestor }),
      ...(wanted.exited && { exited: wanted.exited }),
      ...(wanted.expose && { expose: wanted.expose }),
      ...(wanted.health && { health: wanted.health }),
      ...(wanted.status && { status: wanted.status }),
      ...(before && { before: [before.id] }),
      ...(since && { since: [since.id] }),
    },
  });
  const networks = await networkIds();
  const limit = query.limit !== undefined && query.limit > 0 ? query.limit : undefined;
  const everything =
    query.all || limit !== undefined || wanted.status || wanted.exited || before || since;
  const names = wanted.name?.map(namePattern);
  const shown = own.filter(
    (container) =>
      (everything || running.has(container.state)) &&
      (!names || names.some((pattern) => pattern.test(container.name))) &&
      (!wanted.id || wanted.id.some((id) => id !== "" && container.id.startsWith(id))) &&
      (!published || publishes(container.summary.Labels, published)) &&
      (!wanted.volume || wanted.volume.some((volume) => mounts(container, volume))) &&
      (!networks ||
        Object.values(container.summary.NetworkSettings?.Networks ?? {}).some(({ NetworkID }) =>
          networks.has(NetworkID),
        )),
  );
  return json(
    shown
      .slice(0, limit)
      .map((container) => showSummary(tenant, container.name, container.summary)),
  );

  /** By the volume's name, the own folder's path or the place in the container. */
  function mounts({ summary }: OwnContainer, volume: string): boolean {
    const asked = readAsked(summary.Labels);
    return summary.Mounts.flatMap((mount) => showMount(tenant, asked, mount)).some(
      (mount) =>
        mount.Destination === volume ||
        mount.Source === volume ||
        ("Name" in mount && mount.Name === volume),
    );
  }

  async function reference(values: string[] | undefined): Promise<OwnContainer | undefined> {
    const [value] = values ?? [];
    return value === undefined ? undefined : findContainer(await ownContainers(tenant), value);
  }

  /** As for images: a network that is not there matches nothing. */
  async function networkIds(): Promise<Set<string> | undefined> {
    if (!wanted.network) return undefined;
    const networks = await ownNetworks(tenant);
    const named = (text: string) =>
      networks.filter(({ id, name }) => name === text || (text !== "" && id.startsWith(text)));
    return new Set(wanted.network.flatMap((text) => named(text).map(({ id }) => id)));
  }

  /** IDs of the images meant; an image that is not there matches nothing, as on the engine. */
  async function ancestorIds(): Promise<string[] | undefined> {
    if (!wanted.ancestor) return undefined;
    const images = await ownImages(tenant);
    const ids = new Set<string>();
    for (const text of wanted.ancestor) {
      try {
        ids.add(findImage(tenant, images, text).id);
      } catch (error) {
        if (!(error instanceof DockerError)) throw error;
      }
    }
    return [...ids];
  }
}
