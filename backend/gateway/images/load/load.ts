/**
 * `docker load`: the archive is laid out, understood and checked, and a new one is written for the
 * engine that holds the checked files alone, under own names.
 */
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { z } from "zod";
import { admitDisk } from "../../admission/quotas";
import { badRequest, conflict } from "../../errors";
import { flag } from "../../http/query";
import type { Reply } from "../../http/reply";
import { messages } from "../../messages";
import { familiar, toEngineReference, unscopeText } from "../../names";
import type { Exchange } from "../../route";
import type { Tenant } from "../../tenant";
import { countReferences, ownImages } from "../own";
import { freshUntagged, makeRoomFor } from "../references";
import { type Spooled, spool } from "./spool";
import { type LoadedImage, understandImages } from "./understand";

export const loadQuery = z.strictObject({ quiet: flag });

/** One archive of a tenant's at a time lies on the disk. */
const loading = new WeakSet<Tenant>();

export async function loadImages({
  tenant,
  body,
  signal,
}: Exchange<z.infer<typeof loadQuery>, Readable, undefined>): Promise<Reply> {
  if (loading.has(tenant)) throw conflict(messages.loadBusy);
  loading.add(tenant);
  try {
    return await withFolder(load);
  } finally {
    loading.delete(tenant);
  }

  async function load(folder: string): Promise<Reply> {
    await admitDisk(tenant);
    const files = await spool(body, folder, tenant.limits.archiveBytes);
    const images = await understandImages(tenant.workspace, files);
    await tenant.turns.take(() => handOver(tenant, images, signal));
    const lines = images.flatMap(({ references, config }) =>
      references.length === 0
        ? [`Loaded image ID: sha256:${config.sha256}`]
        : references.map((reference) => `Loaded image: ${familiar(reference)}`),
    );
    const text = lines.map((line) => `${JSON.stringify({ stream: `${line}\n` })}\r\n`);
    return {
      kind: "stream",
      contentType: "application/json",
      body: Readable.from(text, { objectMode: false }),
    };
  }
}

/** A folder of ours alone, gone afterwards. */
async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "escale-load-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function handOver(
  tenant: Tenant,
  images: readonly LoadedImage[],
  signal: AbortSignal,
): Promise<void> {
  const own = await ownImages(tenant);
  const wanted = images.flatMap(({ references }) =>
    references.length === 0 ? [null] : references,
  );
  if (countReferences(own) + wanted.length > tenant.limits.images)
    throw conflict(messages.tooManyImages(tenant.limits.images));
  for (const reference of wanted) if (reference) await makeRoomFor(tenant, own, reference);
  const manifest = images.map(({ config, references, layers }) => ({
    Config: `${config.sha256}.json`,
    RepoTags:
      references.length === 0
        ? [`${freshUntagged(tenant)}:latest`]
        : references.map((reference) => toEngineReference(tenant.workspace, reference)),
    Layers: layers.map(({ sha256 }) => `${sha256}/layer.tar`),
  }));
  const answer = await tenant.engine.stream({
    method: "POST",
    path: ["images", "load"],
    query: { quiet: 1 },
    tar: Readable.from(archive(images, JSON.stringify(manifest)), { objectMode: false }),
    signal,
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
