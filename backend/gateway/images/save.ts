/** `docker save`: own images; the two files that name them are written anew with own names. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, pack } from "tar-stream";
import { z } from "zod";
import { badRequest } from "../errors";
import type { Reply } from "../http/reply";
import { messages } from "../messages";
import { fromEngineReference } from "../names";
import type { Exchange } from "../route";
import { copyMember, readPacked } from "../streams/tar-members";
import type { Tenant } from "../tenant";
import { findImage, type OwnImage, ownImages } from "./own";

export const saveQuery = z.strictObject({ names: z.array(z.string().min(1)).max(32).default([]) });

export async function saveImages({
  tenant,
  query,
  signal,
}: Exchange<z.infer<typeof saveQuery>, undefined, undefined>): Promise<Reply> {
  if (query.names.length === 0) throw badRequest(messages.badQuery("names"));
  const own = await ownImages(tenant);
  const names = query.names.map((name) => findImage(tenant, own, name).engineName);
  return save(tenant, names, signal);
}

export const saveImage = ({ tenant, own, signal }: Exchange<object, undefined, OwnImage>) =>
  save(tenant, [own.engineName], signal);

async function save(tenant: Tenant, names: string[], signal: AbortSignal): Promise<Reply> {
  const body = await tenant.engine.stream({
    method: "GET",
    path: ["images", "get"],
    query: { names },
    signal,
  });
  return {
    kind: "stream",
    contentType: "application/x-tar",
    body: renamed(tenant, body),
  };
}

/** The engine's archive with own names in the place of scoped ones. */
function renamed(tenant: Tenant, source: Readable): Readable {
  const reader = extract();
  const writer = pack();
  const fail = (error: unknown) => {
    writer.destroy(error instanceof Error ? error : new Error(String(error)));
    source.destroy();
  };
  reader.on("entry", (header, content, next) => {
    const rewrite = rewritten[header.name];
    const done = (error?: Error | null) => next(error ?? undefined);
    if (rewrite)
      readText(Readable.from(content))
        .then((text) => {
          const { size: _size, ...rest } = header;
          writer.entry(rest, JSON.stringify(rewrite(tenant, JSON.parse(text))), done);
        })
        .catch(fail);
    else copyMember(writer, header, content).then(() => next(), fail);
  });
  reader.on("finish", () => writer.finalize());
  pipeline(source, reader).catch(fail);
  return readPacked(writer);
}

const rewritten: Readonly<Record<string, (tenant: Tenant, json: unknown) => unknown>> = {
  "manifest.json": (tenant, json) =>
    manifestSchema.parse(json).map((image) => ({
      ...image,
      RepoTags:
        image.RepoTags?.flatMap((tag) => fromEngineReference(tenant.workspace, tag) ?? []) ?? null,
    })),
  repositories: (tenant, json) => {
    const shown: Record<string, Record<string, string>> = {};
    for (const [repository, tags] of Object.entries(repositoriesSchema.parse(json)))
      for (const [tag, id] of Object.entries(tags)) {
        const name = fromEngineReference(tenant.workspace, `${repository}:${tag}`);
        if (name === undefined) continue;
        const bare = name.slice(0, name.lastIndexOf(":"));
        shown[bare] = { ...shown[bare], [tag]: id };
      }
    return shown;
  },
};

const manifestSchema = z.array(
  z.object({
    Config: z.string(),
    RepoTags: z.array(z.string()).nullable(),
    Layers: z.array(z.string()).nullable(),
  }),
);
const repositoriesSchema = z.record(z.string(), z.record(z.string(), z.string()));

async function readText(content: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
