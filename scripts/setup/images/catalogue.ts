/** The catalogue of images that learners may pull: images/catalogue/catalogue.yaml. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { sizeSchema } from "@/lib/protocol/settings";

export const catalogueFolder = "images/catalogue";

/** Docker's own rules for a repository's last part and a tag (distribution/reference). */
const name = z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
const tag = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/);

export const catalogueImageSchema = z.strictObject({
  name,
  version: tag,
  tags: z.array(tag).default([]),
  registry: z.string().min(1).optional(),
  description: z.string().min(1).max(200),
  size: sizeSchema,
});
export type CatalogueImage = z.infer<typeof catalogueImageSchema>;

const catalogueSchema = z
  .strictObject({ images: z.array(catalogueImageSchema).min(1) })
  .refine(({ images }) => new Set(images.map((image) => image.name)).size === images.length, {
    message: "each name occurs once",
  });

/** Reads and checks the file; throws with the path of what is wrong in it. */
export async function readCatalogue(root: string): Promise<CatalogueImage[]> {
  const file = join(root, catalogueFolder, "catalogue.yaml");
  const result = catalogueSchema.safeParse(parse(await readFile(file, "utf8")));
  if (!result.success) throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
  return result.data.images;
}

/** Every tag of an image: `latest`, its version, and the further ones. */
export const tagsOf = (image: CatalogueImage): string[] => [
  ...new Set(["latest", image.version, ...image.tags]),
];
