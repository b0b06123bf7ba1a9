/**
 * Folders of trainers' exercises in a learner's home. Authors write `~/exercices/<slug>`; two lessons
 * may have the same slugs, so each version of a lesson has folders of its own, and its texts are read
 * with these in the place of what the author wrote.
 */
import { exercisesIn, type LessonFiles } from "./files";
import type { AuthoredName } from "./names";

/**
 * `mon-site--k3j9x2m4pa-2`. After the last `--` stand identifier and number, which hold none: no two
 * exercises have the same; and no exercise of the course has two dashes (lib/content/exercises/read.ts).
 */
export const folderOf = ({ id, number }: AuthoredName, slug: string): string =>
  `${slug}--${id}${number === null ? "" : `-${number}`}`;

/** The files as they are read: where one names the folder of an exercise, the folder that it has. */
export function withFolders(name: AuthoredName, files: LessonFiles): LessonFiles {
  const slugs = new Set(exercisesIn(files));
  const named = (text: string) =>
    text.replace(/(?<![\w-])exercices\/([a-z0-9][a-z0-9-]*)(?![\w-])/g, (whole, slug: string) =>
      slugs.has(slug) ? `exercices/${folderOf(name, slug)}` : whole,
    );
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, named(text)]));
}
