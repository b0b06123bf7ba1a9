/**
 * `docker push`: an own image, by the way of `docker save`, becomes a published one. The engine
 * speaks to no registry; what it saves is laid out, understood and checked as a loaded archive is.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { sha256 } from "@/backend/registry/documents";
import type { Descriptor, Image, Registry } from "@/backend/registry/types";
import { admitDisk } from "../admission/quotas";
import { badRequest, DockerError, notFound, refused } from "../errors";
import { explain } from "../http/error-reply";
import type { Reply } from "../http/reply";
import { describeImage } from "../images/inspect";
import { spool } from "../images/load/spool";
import { understandImages } from "../images/load/understand";
import { ownImages } from "../images/own";
import { nameByDigest } from "../images/references";
import { messages } from "../messages";
import { familiar, parseReference, toEngineReference } from "../names";
import type { Exchange, Scope } from "../route";
import type { Tenant } from "../tenant";
import { publishedConfig } from "./publish-config";
import { explained, isRegistry, ownPrefix, publishedName, registryOf } from "./reference";
import { words } from "./words";

/** Without a tag, all of the repository's (`docker push --all-tags`). */
export const pushQuery = z.strictObject({ tag: z.string().default("") });

export const pushedName: Scope<string> = {
  says: "image: own reference, in the own name space of the registry",
  resolve: async (_tenant, parameter) => parameter,
};

/** One own image and the name that it gets. */
interface Wanted {
  id: string;
  repository: string;
  tag: string;
}

export async function push({
  tenant,
  own: name,
  query,
  signal,
}: Exchange<z.infer<typeof pushQuery>, undefined, string>): Promise<Reply> {
  const registry = registryOf(tenant);
  const reference = parseReference(name);
  if (reference.digest !== undefined) throw badRequest("cannot push a digest reference");
  if (reference.tag !== undefined && query.tag !== "") throw badRequest(messages.badQuery("tag"));
  const shown = familiar({ domain: reference.domain, path: reference.path });
  const repository = await ownRepository(tenant, name, shown);
  const wanted = await imagesOf(tenant, shown, repository, query.tag || (reference.tag ?? ""));
  return {
    kind: "stream",
    contentType: "application/json",
    body: Readable.from(progress(tenant, registry, shown, wanted, signal), { objectMode: false }),
  };
}

/** Throws DockerError 403, with the commands that would work, when it is not in the own name space. */
async function ownRepository(tenant: Tenant, name: string, shown: string): Promise<string> {
  const reference = parseReference(name);
  const prefix = await ownPrefix(tenant);
  const published = publishedName(reference);
  if (published && shown.startsWith(prefix)) return published.repository;
  const own = `${prefix}${reference.path.split("/").at(-1) ?? "image"}`;
  throw refused(isRegistry(reference) ? words.foreign(shown, own) : words.elsewhere(shown, own));
}

async function imagesOf(
  tenant: Tenant,
  shown: string,
  repository: string,
  tag: string,
): Promise<Wanted[]> {
  const own = await ownImages(tenant);
  const name = parseReference(tag ? `${shown}:${tag}` : shown);
  const engineName = toEngineReference(tenant.workspace, name);
  const found = own.flatMap(({ id, engineTags }) =>
    engineTags
      .filter((each) => (tag ? each === engineName : each.startsWith(`${engineName}:`)))
      .map((each) => ({ id, repository, tag: each.slice(each.lastIndexOf(":") + 1) })),
  );
  if (found.length === 0)
    throw notFound(`An image does not exist locally with the tag: ${familiar(name)}`);
  return found;
}

const line = (value: object) => `${JSON.stringify(value)}\r\n`;

/** What the CLI draws, in an engine's words (moby, distribution/push_v2.go). */
async function* progress(
  tenant: Tenant,
  registry: Registry,
  shown: string,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield line({ status: `The push refers to repository [${shown}]` });
  try {
    for (const each of wanted) {
      const { RootFS } = await describeImage(tenant, each.id);
      const layers = (RootFS.Layers ?? []).toReversed();
      const status = (layer: string, text: string) =>
        line({ status: text, progressDetail: {}, id: layer.slice(7, 19) });
      const known = new Set<string>();
      for (const layer of layers) {
        yield status(layer, "Preparing");
        if (await registry.hasLayer(tenant.workspace, layer)) known.add(layer);
      }
      const { digest, size } = await tenant.pushes.take(() =>
        publish(tenant, registry, each, signal),
      );
      await note(tenant, each, shown, digest);
      for (const layer of layers)
        yield status(layer, known.has(layer) ? "Layer already exists" : "Pushed");
      yield line({ status: `${each.tag}: digest: ${digest} size: ${size}` });
      yield line({ progressDetail: {}, aux: { Tag: each.tag, Digest: digest, Size: size } });
    }
  } catch (error) {
    if (signal.aborted) return;
    const { message } = explain(tenant, explained(registry, error));
    yield line({ errorDetail: { message }, error: message });
  }
}

/** From now on the image can be called by its digest, if it still has that name. */
function note(tenant: Tenant, { id, tag }: Wanted, shown: string, digest: string): Promise<void> {
  const reference = parseReference(`${shown}:${tag}`);
  const engineName = toEngineReference(tenant.workspace, reference);
  return tenant.turns.take(async () => {
    const own = await ownImages(tenant);
    const named = own.some((each) => each.id === id && each.engineTags.includes(engineName));
    if (named) await nameByDigest(tenant, id, reference, digest);
  });
}

async function publish(
  tenant: Tenant,
  registry: Registry,
  { id, ...name }: Wanted,
  signal: AbortSignal,
): Promise<Descriptor> {
  const again = await registry.publishAgain(tenant.workspace, name, id);
  if (again) return again;
  await admitDisk(tenant);
  return registry.withFolder(async (folder) => {
    const image = await saved(tenant, id, folder, registry.limits.bytes, signal);
    return registry.publish(tenant.workspace, name, id, image);
  });
}

async function saved(
  tenant: Tenant,
  id: string,
  folder: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Image> {
  const archive = await tenant.engine.stream({
    method: "GET",
    path: ["images", "get"],
    query: { names: [id] },
    signal,
  });
  const tooLarge = () => new DockerError(413, words.pushTooLarge(maxBytes));
  const [image] = await understandImages(
    tenant.workspace,
    await spool(archive, folder, maxBytes, tooLarge),
  );
  if (image === undefined) throw badRequest(messages.loadBroken);
  const text = publishedConfig(await readFile(image.config.path, "utf8"));
  const path = join(folder, "config");
  await writeFile(path, text, { mode: 0o600 });
  return {
    config: { path, size: Buffer.byteLength(text), sha256: sha256(text) },
    layers: image.layers,
  };
}
