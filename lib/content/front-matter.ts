/** Splits a lesson.mdx into its validated front matter and its body. */
import { ContentError } from "./problem";
import { type LessonMeta, lessonSchema } from "./schema/lesson";
import { type Explain, parseYaml } from "./yaml-source";

const fence = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** Throws `ContentError` when there is none or when it does not fit `lessonSchema`. */
export function readFrontMatter(text: string, file: string, explain?: Explain): LessonMeta {
  const match = fence.exec(text);
  if (!match) {
    throw new ContentError([
      { file, line: 1, message: "a lesson opens with its front matter between two lines of ---" },
    ]);
  }
  return parseYaml(match[1] ?? "", lessonSchema, {
    ...{ file, linesAbove: 1 },
    ...(explain && { explain }),
  });
}
