/**
 * What of a loaded archive is an image. The engine takes a layer that it already has by its claimed
 * digest, without looking at what the archive holds (moby, image/tarexport/load.go): so a claim is
 * only believed here when the archive holds those very bytes. Otherwise who learns the digest of
 * another's layer would get its content.
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { z } from "zod";
import { labelPrefix, roleLabel, workspaceLabel } from "@/backend/engine/ownership";
import { portsLabel } from "@/backend/ports/label";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { badRequest, refused } from "../../errors";
import { JsonError, parseJson } from "../../http/json";
import { cacheLabel, kvmLabel, machineLabel, memoryLabel, mountsLabel } from "../../labels";
import { messages } from "../../messages";
import { parseReference, type Reference, withTag } from "../../names";
import type { Spooled } from "./spool";

export interface LoadedImage {
  config: Spooled;
  references: Reference[];
  /** names by digest, which go with the first reference and are not counted */
  companions?: readonly Reference[];
  layers: readonly Spooled[];
}

const maxJson = 1024 ** 2;

const manifestSchema = z
  .array(
    z.object({
      Config: z.string(),
      RepoTags: z.array(z.string()).max(16).nullish(),
      Layers: z.array(z.string()).max(128).nullish(),
    }),
  )
  .min(1)
  .max(16);

const configSchema = z.object({
  os: z.literal("linux"),
  rootfs: z.object({
    type: z.literal("layers"),
    diff_ids: z.array(z.string().regex(/^sha256:[0-9a-f]{64}$/)).nullish(),
  }),
});

/** Throws DockerError 400 or 403. */
export async function understandImages(
  workspace: WorkspaceId,
  files: ReadonlyMap<string, Spooled>,
): Promise<LoadedImage[]> {
  const manifest = await readJsonFile(files.get("manifest.json"), manifestSchema);
  const checked = new Set<string>();
  const images: LoadedImage[] = [];
  for (const { Config, RepoTags, Layers } of manifest) {
    const config = files.get(posix.normalize(Config));
    const { rootfs } = await readJsonFile(config, configSchema, (json) =>
      refuseLabels(workspace, json),
    );
    const claimed = rootfs.diff_ids ?? [];
    const layers = (Layers ?? []).flatMap((name) => files.get(posix.normalize(name)) ?? []);
    if (
      config === undefined ||
      layers.length !== claimed.length ||
      layers.some(({ sha256 }, index) => claimed[index] !== `sha256:${sha256}`)
    )
      throw badRequest(messages.loadLayer);
    for (const layer of layers) {
      if (checked.has(layer.sha256)) continue;
      await checkLayer(layer);
      checked.add(layer.sha256);
    }
    const references = (RepoTags ?? []).map((tag) => withTag(parseReference(tag)));
    if (references.some(({ digest }) => digest !== undefined))
      throw badRequest(messages.loadBroken);
    images.push({ config, references, layers });
  }
  return images;
}

async function readJsonFile<T>(
  file: Spooled | undefined,
  schema: z.ZodType<T>,
  check: (json: unknown) => void = () => undefined,
): Promise<T> {
  if (file === undefined || file.size > maxJson) throw badRequest(messages.loadBroken);
  let json: unknown;
  try {
    json = parseJson(await readFile(file.path));
  } catch (error) {
    if (error instanceof JsonError) throw badRequest(messages.loadBroken);
    throw error;
  }
  refuseTwins(json);
  check(json);
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw badRequest(messages.loadBroken);
  return parsed.data;
}

/** As Go's decoder compares keys: without case, the long s and the kelvin sign included. */
const fold = (key: string) => key.toLowerCase().replaceAll("\u017f", "s").replaceAll("\u212a", "k");

/** Two keys that the engine could take for one: it would read another document than we did. */
function refuseTwins(json: unknown): void {
  if (typeof json !== "object" || json === null) return;
  const keys = Object.keys(json).map(fold);
  if (new Set(keys).size !== keys.length) throw badRequest(messages.loadBroken);
  for (const value of Object.values(json)) refuseTwins(value);
}

/**
 * What set-up and the gateway leave on images, harmless there: containers are labelled anew. The
 * cache's label comes with the workspace's, which must be one's own.
 */
const harmless: ReadonlySet<string> = new Set([
  cacheLabel,
  memoryLabel,
  mountsLabel,
  portsLabel,
  ...["catalogue", "source", "version", "description", "build", "stage"].map(
    (name) => `${labelPrefix}${name}`,
  ),
]);

/** What commits of ordinary containers carry, said to be no other. */
const emptied: ReadonlySet<string> = new Set([roleLabel, machineLabel, kvmLabel]);

function refuseLabels(workspace: WorkspaceId, json: unknown): void {
  if (typeof json !== "object" || json === null) return;
  for (const [key, value] of Object.entries(json)) {
    const own =
      harmless.has(key) ||
      (key === workspaceLabel && value === workspace) ||
      (emptied.has(key) && value === "");
    if (fold(key.trim()).startsWith(labelPrefix) && !own) throw refused(messages.reservedLabel);
    refuseLabels(workspace, value);
  }
}

const passing: ReadonlySet<string> = new Set(["file", "directory", "symlink", "link", "fifo"]);
const maxEntries = 200_000;

/** The engine extracts layers itself, as root: no devices, no sparse files, nothing outside. */
async function checkLayer(layer: Spooled): Promise<void> {
  const reader = extract();
  let entries = 0;
  let bytes = 0;
  reader.on("entry", (header, content, next) => {
    // ends with the archive's own error, which is told below
    content.on("error", () => undefined);
    entries += 1;
    bytes += header.size ?? 0;
    const inside = !posix.normalize(`/${header.name}`).startsWith("/..");
    const climbs = header.name.split("/").includes("..");
    const sparse = Object.keys(header.pax ?? {}).some((key) => key.startsWith("GNU.sparse"));
    if (
      !passing.has(header.type ?? "") ||
      !inside ||
      climbs ||
      sparse ||
      entries > maxEntries ||
      bytes > layer.size
    )
      return reader.destroy(badRequest(messages.loadMember(header.name.slice(0, 100))));
    content.resume();
    content.once("end", () => next());
  });
  try {
    await pipeline(createReadStream(layer.path), reader);
  } catch (error) {
    if (error instanceof Error && error.name === "DockerError") throw error;
    throw badRequest(messages.loadBroken);
  }
}
