/** Splits a lesson.mdx into its validated front matter and its body. */
import type { z } from "zod";
import { ContentError } from "./problem";
import { type LessonMeta, lessonSchema } from "./schema/lesson";
import { type Explain, parseYaml } from "./yaml-source";

const fence = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** Throws `ContentError` when there is none or when it does not fit `lessonSchema`. */
export const readFrontMatter = (text: string, file: string, explain?: Explain): LessonMeta =>
  frontMatterOf(text, file, lessonSchema, explain);

/** The same of another kind of page. */
export function frontMatterOf<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
  explain?: Explain,
): T {
  const match = fence.exec(text);
  if (!match) {
    throw new ContentError([
      { file, line: 1, message: "a page opens with its front matter between two lines of ---" },
    ]);
  }
  return parseYaml(match[1] ?? "", schema, {
    ...{ file, linesAbove: 1 },
    ...(explain && { explain }),
  });
}
