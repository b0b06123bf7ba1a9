/** `docker images`: own references; untagged images of one's own as `<none>`. */
import { z } from "zod";
import { booleanFilter } from "../http/boolean-filter";
import { emptyOnly, filters, flag } from "../http/query";
import { json } from "../http/reply";
import { visibleLabels } from "../labels";
import type { Exchange } from "../route";
import { findImage, isDangling, type OwnImage, ownImages } from "./own";
import { referenceMatches } from "./reference-pattern";

export const imagesQuery = z.strictObject({
  all: flag,
  digests: flag,
  "shared-size": flag,
  filter: emptyOnly,
  filters: filters("before", "dangling", "label", "reference", "since"),
});

export async function listImages({
  tenant,
  query,
}: Exchange<z.infer<typeof imagesQuery>, undefined, undefined>) {
  const wanted = query.filters;
  const edges = wanted.before || wanted.since ? await ownImages(tenant) : [];
  const id = (text: string) => findImage(tenant, edges, text).id;
  const own = await ownImages(tenant, {
    ...(wanted.label && { label: wanted.label }),
    ...(wanted.before && { before: wanted.before.map(id) }),
    ...(wanted.since && { since: wanted.since.map(id) }),
  });
  const dangling = booleanFilter("dangling", wanted.dangling);
  const shown = own.flatMap((image) => {
    const tags = image.tags.filter(matches);
    const digests = image.digests.filter(matches);
    if (wanted.reference && tags.length + digests.length === 0) return [];
    // what has only a digest is both, as on an engine
    if (dangling === true && image.tags.length > 0) return [];
    if (dangling === false && isDangling(image)) return [];
    return showImageSummary({ ...image, tags, digests });
  });
  return json(shown);

  function matches(name: string): boolean {
    return wanted.reference?.some((glob) => referenceMatches(glob, name)) ?? true;
  }
}

export function showImageSummary(image: OwnImage, containers = -1) {
  const nameless = isDangling(image);
  return {
    Containers: containers,
    Created: image.created,
    Id: image.id,
    Labels: visibleLabels(image.labels),
    ParentId: "",
    RepoDigests: nameless ? ["<none>@<none>"] : image.digests,
    RepoTags: nameless ? ["<none>:<none>"] : image.tags,
    SharedSize: -1,
    Size: image.size,
    VirtualSize: image.size,
  };
}
