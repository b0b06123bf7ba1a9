/** Our own starting points of the free workspace: `content/departs/<nn-slug>/`. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { encodeStart, maxCodeLength } from "@/lib/starting-points/link";
import { type Start, startSchema } from "@/lib/starting-points/start";
import { catalogueReferences } from "./catalogue";
import { readStarter } from "./exercises/starter";
import { type ContentPlaces, contentPlaces } from "./places";
import { ContentError, type Problem } from "./problem";
import { slugOfFolder } from "./slug";
import { typography } from "./typography";
import { parseYaml } from "./yaml-source";

export interface OurStart extends Start {
  /** its name in an address: `#depart=<slug>` */
  slug: string;
}

const metaSchema = z.strictObject({
  title: z.string().min(1).describe("what it starts, French"),
  note: z.string().min(1).describe("what is there and what to try, French"),
  images: z.array(z.string()).min(1).describe("catalogue images that it uses"),
  commands: z.array(z.string()).min(1).describe("what to run, in order"),
});

/** In the order of their folders' names. Throws `ContentError`. */
export async function readStartingPoints(
  places: ContentPlaces = contentPlaces(),
): Promise<OurStart[]> {
  const parent = join(places.content, "departs");
  const catalogue = await catalogueReferences(places.catalogue);
  const folders = (await readdir(parent)).sort();
  return Promise.all(folders.map((folder) => readOne(places, join(parent, folder), catalogue)));
}

async function readOne(
  { root }: ContentPlaces,
  folder: string,
  catalogue: ReadonlySet<string>,
): Promise<OurStart> {
  const path = join(folder, "start.yaml");
  const file = relative(root, path);
  const meta = parseYaml(await readFile(path, "utf8"), metaSchema, { file });
  const problems: Problem[] = [];
  const wrong = (message: string) => problems.push({ file, line: 1, message });
  for (const image of meta.images)
    if (!catalogue.has(image)) wrong(`images: “${image}” is not in the catalogue`);
  for (const command of meta.commands)
    if (hiddenIn(command, "line").length > 0) wrong(`commands: “${command}” hides a character`);
  const read = startSchema.safeParse({
    title: typography(meta.title),
    note: typography(meta.note),
    files: (await readStarter(root, join(folder, "files"))).map(({ path, text }) => ({
      path,
      text,
    })),
    commands: meta.commands,
  });
  if (!read.success) wrong(z.prettifyError(read.error));
  if (problems.length > 0 || !read.success) throw new ContentError(problems);
  if ((await encodeStart(read.data)).length > maxCodeLength) wrong("is too long to be shared");
  if (problems.length > 0) throw new ContentError(problems);
  return { ...read.data, slug: slugOfFolder(relative(join(folder, ".."), folder)) };
}
