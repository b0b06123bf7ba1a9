/** `docker rmi` and `docker image prune`: own references go; the image too once nobody's is left. */
import { z } from "zod";
import { type OwnContainer, ownContainers } from "../containers/own";
import { EngineError } from "../engine-client";
import { conflict } from "../errors";
import { booleanFilter } from "../http/boolean-filter";
import { filters, flag } from "../http/query";
import { json, type Reply } from "../http/reply";
import { fromEngineDigest, fromEngineReference } from "../names";
import { matchesLabels, parseUntil } from "../prune-filters";
import type { Exchange, Scope } from "../route";
import type { Tenant } from "../tenant";
import { companionsOf, findImage, type OwnImage, ownImages, repositoryOf } from "./own";

export const rmiQuery = z.strictObject({ force: flag, noprune: flag });

type Removed = { Untagged: string } | { Deleted: string };

/** Resolved in the handler, in the tenant's turn: what a name means may change before it. */
export const imageByName: Scope<string> = {
  says: "image: own reference, ID or unique prefix → own references only",
  resolve: async (_tenant, parameter) => parameter,
};

export function removeImage({
  tenant,
  own: wanted,
  query,
}: Exchange<z.infer<typeof rmiQuery>, undefined, string>): Promise<Reply> {
  return tenant.turns.take(async () => {
    const image = findImage(tenant, await ownImages(tenant), wanted);
    const byName = image.engineName !== image.id;
    const going = byName
      ? [image.engineName, ...companionsOf(tenant, image, image.engineName)]
      : image.engineTags;
    const repositories = new Set([...image.tags, ...image.digests].map(repositoryOf));
    const short = image.id.slice(7, 19);
    if (!byName && repositories.size > 1 && !query.force)
      throw conflict(
        `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
      );
    if (going.length === image.engineTags.length)
      refuseUsed(image, await ownContainers(tenant), byName ? wanted : undefined, query.force);
    return json(await untag(tenant, image, going));
  });
}

const live = new Set(["running", "paused", "restarting"]);

/** In the engine's words (moby, daemon/images/image_delete.go); only own containers count. */
function refuseUsed(
  image: OwnImage,
  containers: readonly OwnContainer[],
  name: string | undefined,
  force: boolean,
): void {
  const user = containers.find(
    (container) =>
      container.imageId === image.id &&
      (!force || (name === undefined && live.has(container.state))),
  );
  if (user === undefined) return;
  const short = user.id.slice(0, 12);
  const id = image.id.slice(7, 19);
  if (name !== undefined)
    throw conflict(
      `conflict: unable to remove repository reference "${name}" (must force) - container ${short} is using its referenced image ${id}`,
    );
  throw live.has(user.state)
    ? conflict(
        `conflict: unable to delete ${id} (cannot be forced) - image is being used by running container ${short}`,
      )
    : conflict(
        `conflict: unable to delete ${id} (must be forced) - image is being used by stopped container ${short}`,
      );
}

/** To the learner the image is deleted once none of their names is left, whoever else holds it. */
async function untag(
  tenant: Tenant,
  image: OwnImage,
  going: readonly string[],
): Promise<Removed[]> {
  const removed: Removed[] = [];
  for (const reference of going) {
    await tenant.engine
      .empty({ method: "DELETE", path: ["images", reference], query: { force: 1 } })
      .catch((error: unknown) => {
        if (!(error instanceof EngineError && error.status === 404)) throw error;
      });
    const name =
      fromEngineReference(tenant.workspace, reference) ??
      fromEngineDigest(tenant.workspace, reference);
    if (name !== undefined) removed.push({ Untagged: name });
  }
  if (going.length === image.engineTags.length) removed.push({ Deleted: image.id });
  return removed;
}

export const pruneImagesQuery = z.strictObject({
  filters: filters("dangling", "until", "label", "label!"),
});

/** Without `-a` only images without a tag; never one that an own container came from. */
export function pruneImages({
  tenant,
  query,
}: Exchange<z.infer<typeof pruneImagesQuery>, undefined, undefined>): Promise<Reply> {
  const until = parseUntil(query.filters.until);
  const all = booleanFilter("dangling", query.filters.dangling) === false;
  return tenant.turns.take(async () => {
    const used = new Set((await ownContainers(tenant)).map((container) => container.imageId));
    const removed: Removed[] = [];
    for (const image of await ownImages(tenant)) {
      const chosen =
        (all || image.tags.length === 0) &&
        !used.has(image.id) &&
        image.created * 1000 < until &&
        matchesLabels(query.filters, image.labels);
      if (chosen) removed.push(...(await untag(tenant, image, image.engineTags)));
    }
    // layers are shared between learners: what a removal frees is not the learner's to know
    return json({ ImagesDeleted: removed.length === 0 ? null : removed, SpaceReclaimed: 0 });
  });
}
