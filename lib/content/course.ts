/**
 * The whole course as an index: chapters and lessons in order, glossary, catalogue. Lessons'
 * bodies are compiled one by one (compile-lesson.ts), against this index.
 */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { catalogueReferences } from "./catalogue";
import { namesIn } from "./exercises/load";
import { type Exercise, readExercise } from "./exercises/read";
import { readFrontMatter } from "./front-matter";
import { type ContentPlaces, contentPlaces } from "./places";
import { ContentError, type Problem } from "./problem";
import { type ChapterMeta, chapterSchema } from "./schema/chapter";
import { glossarySchema, type Term } from "./schema/glossary";
import type { LessonMeta } from "./schema/lesson";
import { slugOfFolder } from "./slug";
import { parseYaml } from "./yaml-source";

export interface Lesson extends LessonMeta {
  /** `<chapter slug>/<lesson slug>`: the lesson's identity in progress and addresses */
  id: string;
  chapter: string;
  slug: string;
  href: string;
  /** path of lesson.mdx from the root of the repository */
  file: string;
  /** in the order of their folders' names; lesson.mdx says where each one stands */
  exercises: Exercise[];
}

export interface Chapter extends ChapterMeta {
  slug: string;
  lessons: Lesson[];
}

export interface Course {
  places: ContentPlaces;
  chapters: Chapter[];
  /** every lesson of every chapter, in the order of the course */
  lessons: Lesson[];
  /** in the order of the file */
  terms: Term[];
  catalogue: ReadonlySet<string>;
}

/** Throws one `ContentError` with every problem of the index. */
export async function readCourse(places: ContentPlaces = contentPlaces()): Promise<Course> {
  const problems: Problem[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };

  const parcours = join(places.content, "parcours");
  const chapters: Chapter[] = [];
  for (const folder of await folders(parcours)) {
    const chapter = await attempt(() => readChapter(places, join(parcours, folder)));
    if (!chapter) continue;
    const slug = slugOfFolder(folder);
    const lessons: Lesson[] = [];
    for (const lessonFolder of await folders(join(parcours, folder))) {
      const path = join(parcours, folder, lessonFolder, "lesson.mdx");
      const lesson = await attempt(() => readLesson(places, path, slug, lessonFolder));
      if (!lesson) continue;
      lessons.push(lesson);
      const beside = join(parcours, folder, lessonFolder, "exercises");
      for (const name of await namesIn(beside)) {
        const exercise = await attempt(() =>
          readExercise(places.root, join(beside, name), lesson.id),
        );
        if (exercise) lesson.exercises.push(exercise);
      }
    }
    chapters.push({ ...chapter, slug, lessons });
  }
  chapters.sort((a, b) => a.order - b.order);

  const glossaryFile = join(places.content, "glossaire.yaml");
  const terms =
    (await attempt(async () =>
      parseYaml(await readFile(glossaryFile, "utf8"), glossarySchema, {
        file: relative(places.root, glossaryFile),
      }),
    )) ?? [];

  const course: Course = {
    places,
    chapters,
    lessons: chapters.flatMap((chapter) => chapter.lessons),
    terms,
    catalogue: await catalogueReferences(places.catalogue),
  };
  if (problems.length === 0) {
    problems.push(...(await glossaryProblems(course, glossaryFile)), ...imageProblems(course));
    problems.push(...slugProblems(course));
  }
  if (problems.length > 0) throw new ContentError(problems);
  return course;
}

async function folders(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

async function readChapter(places: ContentPlaces, folder: string): Promise<ChapterMeta> {
  const path = join(folder, "chapter.yaml");
  const file = relative(places.root, path);
  return parseYaml(await readFile(path, "utf8"), chapterSchema, { file });
}

async function readLesson(
  places: ContentPlaces,
  path: string,
  chapter: string,
  folder: string,
): Promise<Lesson> {
  const file = relative(places.root, path);
  const meta = readFrontMatter(await readFile(path, "utf8"), file);
  const slug = slugOfFolder(folder);
  const id = `${chapter}/${slug}`;
  return { ...meta, id, chapter, slug, href: `/parcours/${id}`, file, exercises: [] };
}

function imageProblems(course: Course): Problem[] {
  return course.lessons
    .flatMap((lesson) => [lesson, ...lesson.exercises])
    .flatMap(({ images, file }) =>
      images
        .filter((image) => !course.catalogue.has(image))
        .map((image) => ({
          file,
          line: 1,
          message: `images: “${image}” is not in images/catalogue/catalogue.yaml`,
        })),
    );
}

/** The slug names the exercise's folder in the learner's home: one exercise each. */
function slugProblems(course: Course): Problem[] {
  const taken = new Map<string, string>();
  return course.lessons
    .flatMap((lesson) => lesson.exercises)
    .flatMap(({ slug, file }) => {
      const other = taken.get(slug);
      taken.set(slug, file);
      return other ? [{ file, line: 1, message: `“${slug}” is also the name of ${other}` }] : [];
    });
}

async function glossaryProblems(course: Course, path: string): Promise<Problem[]> {
  const file = relative(course.places.root, path);
  const lines = (await readFile(path, "utf8")).split("\n");
  const ids = new Set(course.terms.map((term) => term.id));
  const lessons = new Set(course.lessons.map((lesson) => lesson.id));
  const seen = new Set<string>();
  return course.terms.flatMap((term) => {
    const line = lines.findIndex((text) => text.includes(`id: ${term.id}`)) + 1;
    const wrong: string[] = [];
    if (seen.has(term.id)) wrong.push(`term “${term.id}” is defined twice`);
    seen.add(term.id);
    for (const other of term.voir) {
      if (!ids.has(other)) wrong.push(`${term.id}: voir names “${other}”, which is no term`);
    }
    if (term.lesson && !lessons.has(term.lesson)) {
      wrong.push(`${term.id}: lesson “${term.lesson}” does not exist`);
    }
    return wrong.map((message) => ({ file, line: Math.max(1, line), message }));
  });
}
