/** `docker inspect` and `docker history` of an own image, without digests, parents and paths. */
import { z } from "zod";
import { EngineError } from "../engine-client";
import { imageConfigSchema, strings } from "../engine-config";
import { json } from "../http/reply";
import { visibleLabels } from "../labels";
import { fromEngineDigest, fromEngineReference } from "../names";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import type { OwnImage } from "./own";

const imageSchema = z.object({
  Id: z.string(),
  RepoTags: strings,
  Comment: z.string(),
  Created: z.string(),
  Author: z.string(),
  Architecture: z.string(),
  Os: z.string(),
  Size: z.number(),
  Config: imageConfigSchema.nullable(),
  RootFS: z.object({ Type: z.string(), Layers: z.array(z.string()).optional() }),
});

export type ImageDescription = z.infer<typeof imageSchema>;

/** What an own image is, as the engine tells it; asked by ID. */
export const describeImage = (tenant: Tenant, id: string) =>
  tenant.engine.json({ method: "GET", path: ["images", id, "json"] }, imageSchema);

/** The same by ID or reference; null where there is no such image. */
export async function findDescription(
  tenant: Tenant,
  image: string,
): Promise<ImageDescription | null> {
  try {
    return await describeImage(tenant, image);
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}

export async function inspectImage({ tenant, own }: Exchange<object, undefined, OwnImage>) {
  const image = await describeImage(tenant, own.id);
  const config = image.Config && {
    ...image.Config,
    Image: "",
    Labels: visibleLabels(image.Config.Labels),
  };
  return json({
    Id: image.Id,
    RepoTags: ownTags(tenant, image.RepoTags),
    RepoDigests: ownDigests(tenant, image.RepoTags),
    Parent: "",
    Comment: image.Comment,
    Created: image.Created,
    Container: "",
    ContainerConfig: null,
    DockerVersion: "",
    Author: image.Author,
    Config: config,
    Architecture: image.Architecture,
    Os: image.Os,
    Size: image.Size,
    VirtualSize: image.Size,
    GraphDriver: { Name: "overlay2", Data: null },
    RootFS: image.RootFS,
    Metadata: { LastTagTime: "0001-01-01T00:00:00Z" },
  });
}

const ownTags = (tenant: Tenant, tags: readonly string[] | null | undefined): string[] =>
  (tags ?? []).flatMap((tag) => fromEngineReference(tenant.workspace, tag) ?? []);

const ownDigests = (tenant: Tenant, tags: readonly string[] | null | undefined): string[] =>
  (tags ?? []).flatMap((tag) => fromEngineDigest(tenant.workspace, tag) ?? []);

const historySchema = z.array(
  z.object({
    Created: z.number(),
    CreatedBy: z.string(),
    Size: z.number(),
    Comment: z.string(),
  }),
);

/** The platform's labels: the catalogue's, and the step that a build puts after each base image. */
export const isOurs = (createdBy: string) => /^\S+ -c #\(nop\)\s+LABEL escale\./.test(createdBy);

/** Layers below the image itself are not own images: they have no ID and no tags here. */
export async function historyOfImage({ tenant, own }: Exchange<object, undefined, OwnImage>) {
  const layers = await tenant.engine.json(
    { method: "GET", path: ["images", own.id, "history"] },
    historySchema,
  );
  return json(
    layers
      .filter((layer) => !isOurs(layer.CreatedBy))
      .map((layer, index) => ({
        Id: index === 0 ? own.id : "<missing>",
        Created: layer.Created,
        CreatedBy: layer.CreatedBy,
        Tags: index === 0 && own.tags.length > 0 ? own.tags : null,
        Size: layer.Size,
        Comment: layer.Comment,
      })),
  );
}
