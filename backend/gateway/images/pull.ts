/**
 * `docker pull`: from the registry (registry/pull.ts), or from the operator's catalogue, whose image
 * is on the machine already, so pulling gives it a reference of the tenant's; the answer is the progress that the CLI expects.
 */
import { Readable } from "node:stream";
import { z } from "zod";
import { notFound, refused } from "../errors";
import type { Reply } from "../http/reply";
import { messages } from "../messages";
import {
  catalogueReference,
  familiar,
  parseReference,
  type Reference,
  toEngineReference,
  withTag,
} from "../names";
import { line } from "../policy/values";
import { refusalFor } from "../refused-routes";
import { pullPublished } from "../registry/pull";
import { isRegistry } from "../registry/reference";
import type { Body, Exchange } from "../route";
import type { Tenant } from "../tenant";
import { catalogueNames, listed } from "./catalogue";
import { importImage } from "./import";
import { findDescription } from "./inspect";
import { ownImages } from "./own";
import { tagAs } from "./references";

export const pullQuery = z.strictObject({
  fromImage: z.string().default(""),
  tag: z.string().default(""),
  platform: z
    .enum(["", "linux/amd64", "linux/arm64"], { error: () => messages.platform })
    .optional(),
  fromSrc: z.string().optional(),
  repo: z.string().default(""),
  message: line(1024).default(""),
  changes: z.array(z.string().max(4096)).max(32).default([]),
});

/** `fromSrc=-` brings a tar (`docker import`); a pull has no body. */
export const pullBody: Body<Readable | undefined> = {
  says: "none; tar with fromSrc=-",
  read: async (request) => {
    if (/(^|&)fromSrc=-(&|$)/.test(request.query)) return request.tar();
    await request.refuseBody(request.query);
    return undefined;
  },
};

export async function pull({
  tenant,
  query,
  body,
  signal,
}: Exchange<z.infer<typeof pullQuery>, Readable | undefined, undefined>): Promise<Reply> {
  if (query.fromSrc === "-" && body && query.fromImage === "")
    return importImage(tenant, query, body, signal);
  if (query.fromSrc !== undefined || query.fromImage === "" || query.repo || query.message)
    throw refused(messages.imageImport);
  const separator = query.tag.startsWith("sha256:") ? "@" : ":";
  const given = query.tag ? `${query.fromImage}${separator}${query.tag}` : query.fromImage;
  const reference = withTag(parseReference(given));
  if (isRegistry(reference)) return pullPublished(tenant, reference, signal);
  const offered = catalogueReference(reference);
  const image = offered === undefined ? null : await findDescription(tenant, offered);
  if (image === null) throw await missing(tenant, reference);
  const fresh = await tenant.turns.take(async () => {
    const own = await ownImages(tenant);
    const name = toEngineReference(tenant.workspace, reference);
    if (own.some((each) => each.id === image.Id && each.engineTags.includes(name))) return false;
    await tagAs(tenant, own, image.Id, reference);
    return true;
  });
  return {
    kind: "stream",
    contentType: "application/json",
    body: Readable.from(progress(reference, fresh ? (image.RootFS.Layers ?? []) : [], fresh), {
      objectMode: false,
    }),
  };
}

/** Layers are shared with the machine's other learners: there is nothing to download. */
function* progress(
  reference: Reference,
  layers: readonly string[],
  fresh: boolean,
): Generator<string> {
  const line = (value: object) => `${JSON.stringify(value)}\r\n`;
  const { path, tag = "latest" } = reference;
  yield line({ status: `Pulling from ${path}`, id: tag });
  for (const layer of layers)
    yield line({ status: "Already exists", progressDetail: {}, id: layer.slice(7, 19) });
  const verb = fresh ? "Downloaded newer image" : "Image is up to date";
  yield line({ status: `Status: ${verb} for ${familiar(reference)}` });
}

async function missing(tenant: Tenant, reference: Reference) {
  // buildx starts a builder of its own when it finds no BuildKit: say what was really asked
  if (reference.path === "moby/buildkit") return refused(refusalFor("/session"));
  const names = listed(await catalogueNames(tenant));
  return notFound(
    names.length === 0
      ? messages.emptyCatalogue(familiar(reference))
      : messages.notInCatalogue(familiar(reference), names),
  );
}
