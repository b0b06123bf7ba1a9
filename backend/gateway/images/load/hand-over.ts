/**
 * Gives checked images to the engine: an archive written anew that holds the checked files alone,
 * each once, under names of ours.
 */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { z } from "zod";
import { badRequest, conflict } from "../../errors";
import { messages } from "../../messages";
import { toEngineReference, unscopeText } from "../../names";
import { readPacked } from "../../streams/tar-members";
import type { Tenant } from "../../tenant";
import { countReferences, ownImages } from "../own";
import { freshUntagged, makeRoomFor } from "../references";
import type { Spooled } from "./spool";
import type { LoadedImage } from "./understand";

/** To be called in the tenant's turn. Counts the references; throws DockerError. */
export async function handOver(
  tenant: Tenant,
  images: readonly LoadedImage[],
  signal?: AbortSignal,
): Promise<void> {
  const own = await ownImages(tenant);
  const wanted = images.flatMap(({ references }) =>
    references.length === 0 ? [null] : references,
  );
  if (countReferences(own) + wanted.length > tenant.limits.images)
    throw conflict(messages.tooManyImages(tenant.limits.images));
  for (const reference of wanted) if (reference) await makeRoomFor(tenant, own, reference);
  const manifest = images.map(({ config, references, companions = [], layers }) => ({
    Config: `${config.sha256}.json`,
    RepoTags:
      references.length === 0
        ? [`${freshUntagged(tenant)}:latest`]
        : [...references, ...companions].map((reference) =>
            toEngineReference(tenant.workspace, reference),
          ),
    Layers: layers.map(({ sha256 }) => `${sha256}/layer.tar`),
  }));
  const answer = await tenant.engine.stream({
    method: "POST",
    path: ["images", "load"],
    query: { quiet: 1 },
    tar: readPacked(archive(images, JSON.stringify(manifest))),
    ...(signal && { signal }),
  });
  let said = "";
  for await (const chunk of answer) said += String(chunk).slice(0, 64 * 1024);
  const error = /"error":("(?:[^"\\]|\\.)*")/.exec(said)?.[1];
  if (error) throw badRequest(unscopeText(tenant.workspace, z.string().parse(JSON.parse(error))));
}

/** Only what was checked, each file once, under names of ours. */
function archive(images: readonly LoadedImage[], manifest: string): Pack {
  const writer = pack();
  const files = new Map<string, Spooled>();
  for (const { config, layers } of images) {
    files.set(`${config.sha256}.json`, config);
    for (const layer of layers) files.set(`${layer.sha256}/layer.tar`, layer);
  }
  const write = async () => {
    for (const [name, { path, size }] of files)
      await pipeline(createReadStream(path), writer.entry({ name, size }));
    writer.entry({ name: "manifest.json" }, manifest);
    writer.finalize();
  };
  write().catch((error: Error) => writer.destroy(error));
  return writer;
}
