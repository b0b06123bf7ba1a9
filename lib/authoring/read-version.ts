/**
 * Published versions read from their files, for who was found to be allowed. They never change: the
 * last that were read are kept in mind, so that a class does not have each read anew.
 */
import { loadExercises } from "@/lib/content/exercises/load";
import type { Exercise } from "@/lib/content/exercises/read";
import type { Database } from "@/lib/db/client";
import { noLesson } from "./access";
import { authoredName, lessonTarget } from "./names";
import { type ReadLesson, readLesson } from "./read";
import { versionFiles } from "./versions";

const kept = new Map<string, ReadLesson>();
const mostKept = 40;

/** Throws EscaleError not_found. */
export async function readVersion(
  db: Database,
  lesson: string,
  number: number,
): Promise<ReadLesson> {
  const read = await findVersion(db, lesson, number);
  if (read === null) throw noLesson();
  return read;
}

async function findVersion(
  db: Database,
  lesson: string,
  number: number,
): Promise<ReadLesson | null> {
  const key = `${lesson}-${number}`;
  const before = kept.get(key);
  if (before) return before;
  const version = await versionFiles(db, lesson, number);
  if (version === null) return null;
  const read = await readLesson({ id: lesson, number }, version.files, version.ownFolders);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, read);
  return read;
}

/** The versions that these targets are, or are parts of; one that is no more is passed over. */
async function versionsOf(db: Database, targets: readonly string[]): Promise<ReadLesson[]> {
  const names = targets.flatMap((target) => {
    const name = authoredName(target);
    return name === null || name.number === null
      ? []
      : [[lessonTarget(name), { id: name.id, number: name.number }] as const];
  });
  const found: ReadLesson[] = [];
  for (const { id, number } of new Map(names).values()) {
    const read = await findVersion(db, id, number);
    if (read !== null) found.push(read);
  }
  return found;
}

/** By target, the quizzes of those of these lessons that are versions: ids, without predictions. */
export async function versionQuizzes(
  db: Database,
  lessons: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const versions = await versionsOf(db, lessons);
  return new Map(
    versions.map(({ target, text }) => {
      const quizzes = text.questions.filter(({ kind }) => kind === "quiz");
      return [target, quizzes.map(({ quiz }) => `${target}/${quiz.id}`)];
    }),
  );
}

/** By id: the course's, and those of the trainers' versions that these targets name. */
export async function exercisesFor(
  db: Database,
  targets: readonly string[],
): Promise<ReadonlyMap<string, Exercise>> {
  const [course, versions] = await Promise.all([loadExercises(), versionsOf(db, targets)]);
  if (versions.length === 0) return course;
  const own = versions.flatMap(({ exercises }) => exercises);
  return new Map([...course, ...own.map((exercise) => [exercise.id, exercise] as const)]);
}
