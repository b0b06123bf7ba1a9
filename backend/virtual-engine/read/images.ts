/** A tenant's images: their references, and those behind their containers. */
import { z } from "zod";
import type { OwnContainer } from "@/backend/gateway/containers/own";
import { describeImage, historyOfImage } from "@/backend/gateway/images/inspect";
import { type OwnImage, ownImages, withoutReference } from "@/backend/gateway/images/own";
import type { Tenant } from "@/backend/gateway/tenant";
import type { EngineImage } from "@/lib/protocol/engine-view";
import { layersOf } from "./layers";
import { bodyOf, quiet, unlessGone } from "./reply";

/** What never changes of an image. */
type Content = Pick<EngineImage, "createdAt" | "size" | "layers">;

/** Contents by ID: an image's ID is a digest, so what was read once stays true. */
export type ImageCache = Map<string, Content>;

const historySchema = z.array(z.object({ CreatedBy: z.string(), Size: z.number() }));

export async function readImages(
  tenant: Tenant,
  containers: readonly OwnContainer[],
  cache: ImageCache,
  signal: AbortSignal,
): Promise<EngineImage[]> {
  const own = await ownImages(tenant);
  const referenced = new Set(own.map(({ id }) => id));
  const behind = new Set(containers.map(({ imageId }) => imageId));
  const others = [...behind].filter((id) => !referenced.has(id)).map(withoutReference);
  const read = await Promise.all(
    [...own, ...others].map(async (image) => {
      const content = cache.get(image.id) ?? (await unlessGone(readContent(tenant, image, signal)));
      if (content === undefined) return [];
      cache.set(image.id, content);
      return [{ id: image.id, tags: [...image.tags].sort(), ...content }];
    }),
  );
  for (const id of cache.keys()) if (!referenced.has(id) && !behind.has(id)) cache.delete(id);
  return read.flat();
}

async function readContent(tenant: Tenant, own: OwnImage, signal: AbortSignal): Promise<Content> {
  const [image, history] = await Promise.all([
    describeImage(tenant, own.id),
    historyOfImage({ ...quiet, tenant, own, query: {}, signal }),
  ]);
  const steps = historySchema.parse(bodyOf(history));
  return {
    createdAt: image.Created,
    size: image.Size,
    layers: layersOf(
      image.RootFS.Layers ?? [],
      steps.map((step) => ({ createdBy: step.CreatedBy, size: step.Size })),
    ),
  };
}
