/**
 * Published versions read from their files, for who was found to be allowed. They never change: the
 * last that were read are kept in mind, so that a class does not have each read anew.
 */
import type { Exercise } from "@/lib/content/exercises/read";
import type { Database } from "@/lib/db/client";
import { noLesson } from "./access";
import { authoredName } from "./names";
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
  const key = `${lesson}-${number}`;
  const before = kept.get(key);
  if (before) return before;
  const files = await versionFiles(db, lesson, number);
  if (files === null) throw noLesson();
  const read = await readLesson({ id: lesson, number }, files);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, read);
  return read;
}

/** By target, the quizzes of those of these lessons that are versions: ids, without predictions. */
export async function versionQuizzes(
  db: Database,
  targets: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const target of targets) {
    const name = authoredName(target);
    if (name === null || name.number === null || name.rest !== null) continue;
    const { text } = await readVersion(db, name.id, name.number);
    const quizzes = text.questions.filter(({ kind }) => kind === "quiz");
    found.set(
      target,
      quizzes.map(({ quiz }) => `${target}/${quiz.id}`),
    );
  }
  return found;
}

/** By id, those of these targets that are exercises of versions. */
export async function versionExercises(
  db: Database,
  targets: readonly string[],
): Promise<ReadonlyMap<string, Exercise>> {
  const found = new Map<string, Exercise>();
  for (const target of targets) {
    const name = authoredName(target);
    if (name === null || name.number === null || name.rest === null) continue;
    const { exercises } = await readVersion(db, name.id, name.number);
    for (const exercise of exercises) found.set(exercise.id, exercise);
  }
  return found;
}
