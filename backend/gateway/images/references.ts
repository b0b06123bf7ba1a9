/** Giving an own reference to an image, without losing what it named before. */
import { randomBytes } from "node:crypto";
import { admitReference } from "../admission/quotas";
import { engineRepository, type Reference, toEngineReference, untaggedRepository } from "../names";
import type { Tenant } from "../tenant";
import { countReferences, countsAsMuchWithout, type OwnImage } from "./own";

/** A fresh repository that keeps an image shown as `<none>`. */
export const freshUntagged = (tenant: Tenant): string =>
  untaggedRepository(tenant.workspace, randomBytes(16).toString("hex"));

/**
 * To be called in the tenant's turn, with its images as they are. Tags `image` (an engine reference or ID that the caller has
 * found permissible) as `reference`; an image that this leaves without a name stays as `<none>`.
 */
export async function tagAs(
  tenant: Tenant,
  own: readonly OwnImage[],
  image: string,
  reference: Reference,
): Promise<void> {
  await makeRoomFor(tenant, own, reference);
  await tenant.engine.empty({
    method: "POST",
    path: ["images", image, "tag"],
    query: { repo: engineRepository(tenant.workspace, reference), tag: reference.tag ?? "latest" },
  });
}

/** Counts the reference if it is new; if it names an image as its last name, keeps that image. */
export async function makeRoomFor(
  tenant: Tenant,
  own: readonly OwnImage[],
  reference: Reference,
): Promise<void> {
  const engineName = toEngineReference(tenant.workspace, reference);
  const before = own.find((image) => image.engineTags.includes(engineName));
  if (before === undefined || countsAsMuchWithout(tenant, before, engineName))
    admitReference(tenant, countReferences(own));
  if (before?.engineTags.length === 1)
    await tenant.engine.empty({
      method: "POST",
      path: ["images", before.id, "tag"],
      query: { repo: freshUntagged(tenant), tag: "latest" },
    });
}

/**
 * To be called in the tenant's turn: what a push or a pull has found to be `digest` can be called by
 * it. The name goes with the tag beside which it is given, and is not counted.
 */
export async function nameByDigest(
  tenant: Tenant,
  image: string,
  { domain, path }: Reference,
  digest: string,
): Promise<void> {
  const name = toEngineReference(tenant.workspace, { domain, path, digest });
  const colon = name.lastIndexOf(":");
  await tenant.engine.empty({
    method: "POST",
    path: ["images", image, "tag"],
    query: { repo: name.slice(0, colon), tag: name.slice(colon + 1) },
  });
}
