/**
 * A tenant's own images: what they hold a reference to on the engine, below `escale/w-<id>/`.
 * Catalogue, base layers, other tenants' images are not there, whatever form names them.
 */
import { z } from "zod";
import { tenantRepository } from "@/backend/engine/ownership";
import { ownContainers } from "../containers/own";
import { DockerError, notFound } from "../errors";
import {
  familiar,
  fromEngineDigest,
  fromEngineReference,
  maxPathParts,
  parseReference,
  toEngineReference,
  withTag,
} from "../names";
import type { Scope } from "../route";
import type { Tenant } from "../tenant";

const summarySchema = z.object({
  Id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  Created: z.number(),
  Size: z.number(),
  Labels: z.record(z.string(), z.string()).nullable(),
  RepoTags: z.array(z.string()).nullable(),
});

export interface OwnImage {
  /** `sha256:…` */
  id: string;
  /** what to call it by on the engine: the reference that was meant, else the ID */
  engineName: string;
  /** the tenant's references on the engine, hidden ones included */
  engineTags: string[];
  /** the same as the learner knows them, without hidden ones */
  tags: string[];
  /** `<name>@sha256:…` of what was pushed or pulled */
  digests: string[];
  created: number;
  size: number;
  labels: Readonly<Record<string, string>>;
}

/** Each image that the tenant holds a reference to; `filters` are further ones of the engine's. */
export async function ownImages(
  tenant: Tenant,
  filters: Readonly<Record<string, readonly string[]>> = {},
): Promise<OwnImage[]> {
  const summaries = await tenant.engine.json(
    {
      method: "GET",
      path: ["images", "json"],
      query: { filters: JSON.stringify({ ...filters, reference: ownPatterns(tenant) }) },
    },
    z.array(summarySchema),
  );
  const prefix = tenantRepository(tenant.workspace);
  return summaries.flatMap((summary) => {
    const engineTags = (summary.RepoTags ?? []).filter((tag) => tag.startsWith(prefix));
    if (engineTags.length === 0) return [];
    return {
      id: summary.Id,
      engineName: summary.Id,
      engineTags,
      tags: engineTags.flatMap((tag) => fromEngineReference(tenant.workspace, tag) ?? []),
      digests: engineTags.flatMap((tag) => fromEngineDigest(tenant.workspace, tag) ?? []),
      created: summary.Created,
      size: summary.Size,
      labels: summary.Labels ?? {},
    };
  });
}

/** The engine's pattern `*` stops at a slash: one pattern per depth. */
const ownPatterns = (tenant: Tenant): string[] =>
  Array.from(
    { length: maxPathParts + 1 },
    (_, depth) => `${tenantRepository(tenant.workspace)}*${"/*".repeat(depth)}`,
  );

/** Text that the engine would also try as an image ID. */
export const looksLikeId = (text: string): boolean => /^(sha256:)?[0-9a-f]{1,64}$/.test(text);

/** By full ID, reference, or unique ID prefix. Throws 404 in the engine's words. */
export function findImage(tenant: Tenant, own: readonly OwnImage[], wanted: string): OwnImage {
  const id = wanted.replace(/^sha256:/, "");
  const full = own.find((image) => image.id === `sha256:${id}`);
  if (full) return full;
  if (!wanted.startsWith("sha256:")) {
    const byName = findByReference(tenant, own, wanted);
    if (byName) return byName;
  }
  const matching = looksLikeId(wanted)
    ? own.filter((image) => image.id.startsWith(`sha256:${id}`))
    : [];
  const [found, second] = matching;
  if (found !== undefined && second === undefined) return found;
  throw notFound(`No such image: ${missingName(wanted)}`);
}

function findByReference(
  tenant: Tenant,
  own: readonly OwnImage[],
  wanted: string,
): OwnImage | undefined {
  if (/^[0-9a-f]{64}$/.test(wanted)) return undefined;
  const reference = withTag(parseReference(wanted));
  const engineName = toEngineReference(tenant.workspace, reference);
  const image = own.find((each) => each.engineTags.includes(engineName));
  return image && { ...image, engineName };
}

/** As the engine words it: with `latest` where no tag was given. */
function missingName(wanted: string): string {
  try {
    return looksLikeId(wanted) && wanted.length > 60
      ? wanted
      : familiar(withTag(parseReference(wanted)));
  } catch (error) {
    if (error instanceof DockerError) return wanted;
    throw error;
  }
}

/** The path's image: own reference, ID or prefix; or, by ID, the image behind an own container. */
export const ownImage: Scope<OwnImage> = {
  says: "image: own reference, ID or unique prefix; or the ID behind an own container",
  resolve: async (tenant, parameter) => {
    const own = await ownImages(tenant);
    try {
      return findImage(tenant, own, parameter);
    } catch (error) {
      if (!(error instanceof DockerError) || !looksLikeId(parameter)) throw error;
      const behind = await behindContainers(tenant);
      return findImage(tenant, behind, parameter);
    }
  },
};

/** The same, in the words that the engine has for an inspection alone. */
export const inspectedImage: Scope<OwnImage> = {
  says: ownImage.says,
  resolve: async (tenant, parameter) => {
    try {
      return await ownImage.resolve(tenant, parameter);
    } catch (error) {
      if (error instanceof DockerError && error.status === 404)
        throw notFound(`no such image: ${parameter}: ${error.message}`);
      throw error;
    }
  },
};

/** Images that own containers run from though their references are gone. */
async function behindContainers(tenant: Tenant): Promise<OwnImage[]> {
  const ids = new Set((await ownContainers(tenant)).map((container) => container.imageId));
  return [...ids].map(withoutReference);
}

/** An image that the tenant knows by its ID alone. */
export const withoutReference = (id: string): OwnImage => ({
  id,
  engineName: id,
  engineTags: [],
  tags: [],
  digests: [],
  created: 0,
  size: 0,
  labels: {},
});

/** Whether its learner sees it without any name. */
export const isDangling = (image: OwnImage): boolean =>
  image.tags.length === 0 && image.digests.length === 0;

/** `nginx:1.27`, `nginx@sha256:…` → `nginx` */
export const repositoryOf = (name: string): string => name.replace(/(@sha256)?:[^:/]*$/, "");

export const countReferences = (own: readonly OwnImage[]): number =>
  own.reduce((sum, image) => sum + countOf(image), 0);

type Names = Pick<OwnImage, "engineTags" | "tags" | "digests">;

/** A name by digest that goes with a tag of its repository is none of its own: it goes with it. */
function countOf({ engineTags, tags, digests }: Names): number {
  const tagged = new Set(tags.map(repositoryOf));
  const companions = new Set(digests.map(repositoryOf).filter((name) => tagged.has(name)));
  return engineTags.length - companions.size;
}

/** Whether what is left of an image counts as much once `engineName` means another one. */
export function countsAsMuchWithout(tenant: Tenant, image: OwnImage, engineName: string): boolean {
  const name = fromEngineReference(tenant.workspace, engineName);
  const rest = {
    engineTags: image.engineTags.filter((tag) => tag !== engineName),
    tags: image.tags.filter((tag) => tag !== name),
    digests: image.digests,
  };
  // without any, it is kept as <none>
  return Math.max(1, countOf(rest)) === countOf(image);
}

/** On the engine: names by digest that go with `engineName`, if that is its repository's last tag. */
export function companionsOf(tenant: Tenant, image: OwnImage, engineName: string): string[] {
  const { workspace } = tenant;
  const name = fromEngineReference(workspace, engineName);
  if (name === undefined) return [];
  const repository = repositoryOf(name);
  const tagged = image.tags.some((tag) => tag !== name && repositoryOf(tag) === repository);
  return tagged
    ? []
    : image.engineTags.filter(
        (tag) => repositoryOf(fromEngineDigest(workspace, tag) ?? "") === repository,
      );
}
