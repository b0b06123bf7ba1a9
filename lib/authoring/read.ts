/** A trainer's lesson read from its files: what is in it, and all that is wrong with it. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadCourse } from "@/lib/content/cached-course";
import type { Course } from "@/lib/content/course";
import { type Exercise, exerciseOf } from "@/lib/content/exercises/read";
import { readFrontMatter } from "@/lib/content/front-matter";
import { ContentError } from "@/lib/content/problem";
import type { LessonMeta } from "@/lib/content/schema/lesson";
import { type AuthoredProblem, lessonFile } from "@/lib/protocol/authoring";
import { maxChecks } from "@/lib/protocol/checks/check";
import { EscaleError } from "@/lib/protocol/errors";
import { exercisesIn, hashOf, type LessonFiles } from "./files";
import { folderOf, withFolders } from "./folders";
import { explain, inFrench, yamlInFrench } from "./french";
import { costlyPlace } from "./markdown/cost";
import type { LessonText } from "./markdown/nodes";
import { readLessonText } from "./markdown/parse";
import type { Known } from "./markdown/reader";
import { type AuthoredName, lessonTarget } from "./names";

export interface ReadLesson {
  /** as the course's: `lecons/<id>`, `lecons/<id>-<n>` */
  target: string;
  hash: string;
  /** null: the front matter is not understood */
  meta: LessonMeta | null;
  text: LessonText;
  /** those that are understood */
  exercises: Exercise[];
  /** in the order of files and lines; none: it can be proved and published */
  problems: AuthoredProblem[];
}

/** `ownFolders`: its exercises' folders are theirs alone (folders.ts), as of all but old versions. */
export async function readLesson(
  name: AuthoredName,
  written: LessonFiles,
  ownFolders = true,
): Promise<ReadLesson> {
  const course = await loadCourse();
  const target = lessonTarget(name);
  const hash = hashOf(written);
  const files = ownFolders ? withFolders(name, written) : written;
  const problems: AuthoredProblem[] = [];
  const slugs = exercisesIn(files);
  const exercises: Exercise[] = [];
  for (const slug of slugs) {
    const folder = ownFolders ? folderOf(name, slug) : slug;
    const exercise = readOne(files, { lesson: target, slug, folder }, problems);
    if (exercise === null) continue;
    // a draft's run is of these very files as they are read: another check, or another folder, makes
    // it one to be begun anew
    const version =
      name.number === null
        ? `${exercise.version}~${hashOf({ ...files, folder }).slice(0, 8)}`
        : exercise.version;
    exercises.push({ ...exercise, version });
    problems.push(...exerciseProblems(exercise, course));
  }
  const source = files[lessonFile];
  const at = (line: number, message: string) => ({ path: lessonFile, line, message });
  if (source === undefined) problems.push(at(1, "Il manque lesson.mdx, le texte de la leçon."));
  const meta = source === undefined ? null : metaOf(source, problems);
  for (const image of meta?.images ?? [])
    if (!course.catalogue.has(image)) problems.push(at(1, noImage(image)));
  const { problems: wrong, ...text } = readLessonText(
    source ?? "",
    await knownTo(course, new Set(slugs)),
  );
  if (source !== undefined) problems.push(...wrong.map(({ line, message }) => at(line, message)));
  problems.sort((a, b) => order(a.path, b.path) || a.line - b.line);
  return { target, hash, meta, text, exercises, problems };
}

/** Throws EscaleError bad_request with the first thing that is wrong with it. */
export function refuseProblems({ problems: [first] }: Pick<ReadLesson, "problems">): void {
  if (first === undefined) return;
  throw new EscaleError(
    "bad_request",
    `Cette leçon contient des erreurs\u00a0: ${first.path}, ligne ${first.line}. ${first.message}`,
  );
}

const order = (a: string, b: string): number =>
  a === b ? 0 : a === lessonFile ? -1 : b === lessonFile ? 1 : a < b ? -1 : 1;

const noImage = (image: string) =>
  `images\u00a0: «\u00a0${image.slice(0, 60)}\u00a0» n’est pas dans le catalogue d’images.`;

function metaOf(source: string, problems: AuthoredProblem[]): LessonMeta | null {
  return attempt(problems, lessonFile, () => readFrontMatter(source, lessonFile, explain));
}

/** What is wrong goes to `problems`, in French; null then. */
function attempt<T>(problems: AuthoredProblem[], path: string, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof ContentError) {
      problems.push(
        ...error.problems.map(({ file, line, message }) => ({
          ...{ path: file, line },
          message: /\.(yaml|mdx)$/.test(file) ? yamlInFrench(message) : inFrench(message),
        })),
      );
      return null;
    }
    // what yaml throws for aliases of aliases, which would grow without end
    if (!(error instanceof ReferenceError)) throw error;
    problems.push({ path, line: 1, message: "Trop d’alias de YAML (*nom) ici." });
    return null;
  }
}

function readOne(
  files: LessonFiles,
  place: { lesson: string; slug: string; folder: string },
  problems: AuthoredProblem[],
): Exercise | null {
  const { slug } = place;
  const folder = `exercises/${slug}`;
  const file = `${folder}/exercise.yaml`;
  const yaml = files[file];
  if (yaml === undefined) {
    problems.push({
      path: file,
      line: 1,
      message: `L’exercice «\u00a0${slug}\u00a0» n’a pas d’exercise.yaml.`,
    });
    return null;
  }
  const costly = costlyPlace(yaml);
  if (costly !== null) {
    problems.push({ path: file, ...costly });
    return null;
  }
  const starter = Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/starter/`))
    .map(([path, text]) => ({
      ...{ path: path.slice(`${folder}/starter/`.length), text },
      executable: text.startsWith("#!"),
    }));
  return attempt(problems, file, () =>
    exerciseOf(
      {
        ...{ ...place, file, yaml, starter },
        solution: files[`${folder}/solution.sh`] ?? "",
        script: files[`${folder}/check.sh`] ?? null,
      },
      explain,
    ),
  );
}

function exerciseProblems(exercise: Exercise, course: Course): AuthoredProblem[] {
  const at = (message: string) => ({ path: exercise.file, line: 1, message });
  const checks = exercise.steps.reduce((sum, step) => sum + step.checks.length, 0);
  return [
    ...exercise.images
      .filter((image) => !course.catalogue.has(image))
      .map((image) => at(noImage(image))),
    ...(checks > maxChecks
      ? [at(`Un exercice compte ${maxChecks} vérifications au plus\u00a0: partagez-le en deux.`)]
      : []),
  ];
}

let figures: Promise<ReadonlySet<string>> | undefined;

async function knownTo(course: Course, exercises: ReadonlySet<string>): Promise<Known> {
  figures ??= readdir(join(course.places.content, "figures")).then(
    (names) => new Set(names.filter((n) => n.endsWith(".svg")).map((n) => n.slice(0, -4))),
  );
  return {
    terms: new Set(course.terms.map(({ id }) => id)),
    figures: await figures,
    lessons: new Set(course.lessons.map(({ href }) => href)),
    exercises,
  };
}
