/**
 * Builds an image through the engine's API, unless one from the very same content is there. The
 * classic builder does it: every engine since 1.x has it, and no command line is needed.
 */
import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import { z } from "zod";
import { contentHash } from "../../system/content-hash";
import { buildNetwork } from "../engine/network";
import type { Say } from "../setup";

/** on every image that set-up made: what it was made from */
export const buildLabel = "escale.build";
/** on stages that only compile: removed once every image is built (see clean-up.ts) */
export const stageLabel = "escale.stage=builder";

export interface Recipe {
  /** a folder with a Dockerfile, or the text of one that needs no files */
  from: { folder: string } | { dockerfile: string };
  /** the first is the one that is looked at to see whether the image is up to date */
  references: readonly [string, ...string[]];
  labels: Readonly<Record<string, string>>;
  /** `buildHash`'s result */
  hash: string;
}

/** What an image of a folder depends on. */
export const buildHash = (
  root: string,
  folder: string,
  baseId: string,
  labels: Readonly<Record<string, string>>,
): Promise<string> => contentHash(root, [folder], { extra: [baseId, JSON.stringify(labels)] });

/** The image's id and labels; null: there is none of that reference. */
export async function findImage(
  docker: Docker,
  reference: string,
): Promise<{ id: string; labels: Record<string, string>; volumes: boolean } | null> {
  try {
    const { Id, Config } = await docker.getImage(reference).inspect();
    const volumes: unknown = Config?.Volumes;
    return {
      id: Id,
      labels: Config?.Labels ?? {},
      volumes: typeof volumes === "object" && volumes !== null && Object.keys(volumes).length > 0,
    };
  } catch (error) {
    if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return null;
    throw error;
  }
}

/** `repository:tag` → its two parts; the tag is what follows the last colon after the last slash. */
export function splitReference(reference: string): { repo: string; tag: string } {
  const colon = reference.indexOf(":", reference.lastIndexOf("/") + 1);
  return colon < 0
    ? { repo: reference, tag: "latest" }
    : { repo: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

async function tagAll(docker: Docker, id: string, references: readonly string[]): Promise<void> {
  for (const reference of references) await docker.getImage(id).tag(splitReference(reference));
}

/** Tags what is already there when it was made from the same content. Tells whether it was. */
export async function reuseImage(docker: Docker, { references, hash }: Recipe): Promise<boolean> {
  const image = await findImage(docker, references[0]);
  if (image?.labels[buildLabel] !== hash) return false;
  await tagAll(docker, image.id, references);
  return true;
}

const progressSchema = z.object({
  stream: z.string().optional(),
  status: z.string().optional(),
  error: z.string().optional(),
});

/** Waits for a build or pull to end; rejects with the engine's error and the last lines before it. */
export function follow(docker: Docker, stream: NodeJS.ReadableStream, say: Say): Promise<void> {
  const last: string[] = [];
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error: Error | null) => {
        if (error) reject(new Error([...last, error.message].join("\n"), { cause: error }));
        else resolve();
      },
      (event: unknown) => {
        const { stream: text, status } = progressSchema.parse(event);
        const line = (text ?? status ?? "").trim();
        if (line === "") return;
        last.push(line);
        if (last.length > 10) last.shift();
        say(line.split("\n")[0] ?? line);
      },
    );
  });
}

async function contextOf(
  from: Recipe["from"],
): Promise<Docker.ImageBuildContext | NodeJS.ReadableStream> {
  if ("folder" in from) return { context: from.folder, src: await readdir(from.folder) };
  const context = pack();
  context.entry({ name: "Dockerfile" }, from.dockerfile);
  context.finalize();
  return Readable.from(context);
}

/** Removes the image that a newer one has replaced, unless anybody still names or uses it. */
async function removeReplaced(docker: Docker, id: string): Promise<void> {
  const image = docker.getImage(id);
  try {
    const { RepoTags } = await image.inspect();
    // by its id, the last remaining tag of a learner would be removed with it
    if (RepoTags.length === 0) await image.remove();
  } catch (error) {
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : 0;
    // 404: already gone; 409: a container runs from it
    if (status !== 404 && status !== 409) throw error;
  }
}

/** Builds, tags, and removes what is replaced. Throws with the last lines of the build's output. */
export async function buildImage(docker: Docker, recipe: Recipe, say: Say): Promise<void> {
  const replaced = await findImage(docker, recipe.references[0]);
  const stream = await docker.buildImage(await contextOf(recipe.from), {
    t: recipe.references[0],
    labels: { ...recipe.labels, [buildLabel]: recipe.hash },
    networkmode: buildNetwork,
    rm: true,
    forcerm: true,
  });
  await follow(docker, stream, say);
  await tagAll(docker, recipe.references[0], recipe.references);
  if (replaced) await removeReplaced(docker, replaced.id);
}
