/**
 * The documents of a published image, as the OCI writes them (image-spec v1.1, manifest.md and
 * image-layout.md). Layers are plain tars: what a layer is called is then its DiffID as well.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Blob, Descriptor } from "./types";

export const mediaTypes = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar",
} as const;

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const size = z.number().int().min(0);

export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(2),
  mediaType: z.literal(mediaTypes.manifest),
  config: z.strictObject({ mediaType: z.literal(mediaTypes.config), digest, size }),
  layers: z.array(z.strictObject({ mediaType: z.literal(mediaTypes.layer), digest, size })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const entrySchema = z.strictObject({
  mediaType: z.literal(mediaTypes.manifest),
  digest,
  size,
  annotations: z.strictObject({
    "escale.repository": z.string(),
    /** absent once another image has taken the tag: known by its digest alone */
    "org.opencontainers.image.ref.name": z.string().optional(),
    /** the image of the workspace's that it was made from */
    "escale.source": z.string(),
  }),
});

export const indexSchema = z.strictObject({
  schemaVersion: z.literal(2),
  mediaType: z.literal(mediaTypes.index),
  /** the latest last */
  manifests: z.array(entrySchema),
});

/** One manifest of a workspace's, under one name. */
export interface Entry extends Descriptor {
  repository: string;
  tag: string | undefined;
  source: string;
}

export const toEntries = (index: z.infer<typeof indexSchema>): Entry[] =>
  index.manifests.map(({ digest, size, annotations }) => ({
    digest,
    size,
    repository: annotations["escale.repository"],
    tag: annotations["org.opencontainers.image.ref.name"],
    source: annotations["escale.source"],
  }));

export const toIndex = (entries: readonly Entry[]): z.infer<typeof indexSchema> => ({
  schemaVersion: 2,
  mediaType: mediaTypes.index,
  manifests: entries.map(({ digest, size, repository, tag, source }) => ({
    mediaType: mediaTypes.manifest,
    digest,
    size,
    annotations: {
      "escale.repository": repository,
      ...(tag !== undefined && { "org.opencontainers.image.ref.name": tag }),
      "escale.source": source,
    },
  })),
});

const descriptorOf = <T extends string>(mediaType: T, blob: Omit<Blob, "path">) => ({
  mediaType,
  digest: `sha256:${blob.sha256}`,
  size: blob.size,
});

export const manifestOf = (config: Blob, layers: readonly Blob[]): Manifest => ({
  schemaVersion: 2,
  mediaType: mediaTypes.manifest,
  config: descriptorOf(mediaTypes.config, config),
  layers: layers.map((layer) => descriptorOf(mediaTypes.layer, layer)),
});

export const sha256 = (bytes: string | Buffer): string =>
  createHash("sha256").update(bytes).digest("hex");
export const hexOf = (digest: string): string => digest.slice("sha256:".length);
