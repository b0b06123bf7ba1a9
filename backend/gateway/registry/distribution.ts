/** What the registry holds under a name: digest, size and platform, without pulling it. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { mediaTypes } from "@/backend/registry/documents";
import type { Published } from "@/backend/registry/types";
import { notFound } from "../errors";
import { json, type Reply } from "../http/reply";
import { familiar, parseReference, type Reference, withTag } from "../names";
import type { Exchange, Scope } from "../route";
import type { Tenant } from "../tenant";
import { publishedName, withRegistry } from "./reference";
import { words } from "./words";

export const publishedImage: Scope<Reference> = {
  says: "the registry’s, by exact name",
  resolve: async (_tenant, parameter) => withTag(parseReference(parameter)),
};

/**
 * Whoever published it, by its exact name alone; its files are there while `use` runs. Throws
 * DockerError 404 in the same words whatever part of the name is not there.
 */
export async function withPublished<T>(
  tenant: Tenant,
  reference: Reference,
  use: (published: Published) => Promise<T>,
): Promise<T> {
  const { digest, tag = "latest" } = reference;
  const name = publishedName(reference);
  return withRegistry(tenant, (registry) =>
    registry.withFolder(async (folder) => {
      const published =
        name && (await registry.find(name, digest === undefined ? { tag } : { digest }, folder));
      if (published === undefined) throw notFound(words.missing(familiar(reference)));
      return use(published);
    }),
  );
}

const platformSchema = z.object({
  architecture: z.string(),
  os: z.string(),
  variant: z.string().optional(),
});

export function distribution({
  tenant,
  own: reference,
}: Exchange<object, undefined, Reference>): Promise<Reply> {
  return withPublished(tenant, reference, async ({ digest, size, image }) => {
    const config = platformSchema.parse(JSON.parse(await readFile(image.config.path, "utf8")));
    return json({
      Descriptor: { mediaType: mediaTypes.manifest, digest, size },
      Platforms: [config],
    });
  });
}
