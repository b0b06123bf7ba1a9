/** `docker tag`: an own image gets another own reference. */
import { z } from "zod";
import { badRequest } from "../errors";
import { empty, type Reply } from "../http/reply";
import { parseReference, toEngineReference, withTag } from "../names";
import type { Exchange } from "../route";
import { type OwnImage, ownImages } from "./own";
import { tagAs } from "./references";

export const tagQuery = z.strictObject({ repo: z.string().min(1), tag: z.string().default("") });

export function tagImage({
  tenant,
  own,
  query,
}: Exchange<z.infer<typeof tagQuery>, undefined, OwnImage>): Promise<Reply> {
  const reference = withTag(parseReference(query.tag ? `${query.repo}:${query.tag}` : query.repo));
  if (reference.digest !== undefined)
    throw badRequest("refusing to create a tag with a digest reference");
  return tenant.turns.take(async () => {
    const already = own.engineTags.includes(toEngineReference(tenant.workspace, reference));
    if (!already) await tagAs(tenant, await ownImages(tenant), own.id, reference);
    return empty(201);
  });
}
