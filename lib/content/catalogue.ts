/** The images that lessons may pull, as `images/catalogue/catalogue.yaml` lists them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** Only what lessons depend on; the file's full shape belongs to whoever builds the images. */
const catalogueSchema = z.object({
  images: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      tags: z.array(z.string()).default([]),
    }),
  ),
});

/** Every reference a learner may write: `nginx`, `nginx:latest`, `nginx:1.26`. */
export async function catalogueReferences(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, "catalogue.yaml"), "utf8");
  const { images } = catalogueSchema.parse(parse(text));
  return new Set(
    images.flatMap(({ name, version, tags }) => [
      name,
      ...["latest", version, ...tags].map((tag) => `${name}:${tag}`),
    ]),
  );
}
