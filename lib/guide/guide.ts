/** The guide for trainers: pages of content/guide, in the order of their names. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { frontMatterOf } from "@/lib/content/front-matter";
import { contentPlaces } from "@/lib/content/places";
import { typography } from "@/lib/content/typography";

const metaSchema = z.strictObject({
  title: z.string().min(1).describe("the page's name, French"),
  summary: z.string().min(1).describe("what it is for, in a sentence"),
});

export interface GuidePage {
  slug: string;
  href: string;
  title: string;
  summary: string;
  /** path from the root of the repository */
  file: string;
  /** with its front matter */
  text: string;
}

const fileName = /^\d\d-([a-z0-9-]+)\.mdx$/;

let kept: Promise<GuidePage[]> | undefined;

/** Once per process in production. Throws ContentError with file and line. */
export function loadGuide(): Promise<GuidePage[]> {
  if (process.env.NODE_ENV !== "production") return readGuide();
  kept ??= readGuide();
  return kept;
}

async function readGuide(): Promise<GuidePage[]> {
  const { root } = contentPlaces();
  const folder = "content/guide";
  const names = (await readdir(join(/* turbopackIgnore: true */ root, folder))).sort();
  return Promise.all(
    names.flatMap((name) => {
      const slug = fileName.exec(name)?.[1];
      return slug === undefined ? [] : [readPage(root, `${folder}/${name}`, slug)];
    }),
  );
}

async function readPage(root: string, file: string, slug: string): Promise<GuidePage> {
  const text = await readFile(join(/* turbopackIgnore: true */ root, file), "utf8");
  const { title, summary } = frontMatterOf(text, file, metaSchema);
  return {
    ...{ slug, file, text, href: `/guide/${slug}` },
    ...{ title: typography(title), summary: typography(summary) },
  };
}
