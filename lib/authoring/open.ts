/**
 * Trainers' lessons as learners come to them: a version by who was given it, a draft by its author.
 * Pages, exercises and questions are all read here, so that none can be had without being asked for.
 */
import { currentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import type { Relation } from "@/lib/authorization/table";
import { openAt } from "@/lib/classroom/assignments";
import type { Exercise } from "@/lib/content/exercises/read";
import { findQuestion, type Question } from "@/lib/content/questions";
import { type Database, database } from "@/lib/db/client";
import { findExercise } from "@/lib/exercises/exercises";
import { EscaleError } from "@/lib/protocol/errors";
import { type Author, enterLesson } from "./access";
import { asFiles, draftFiles } from "./drafts";
import { type AuthoredName, authoredName } from "./names";
import { type ReadLesson, readLesson } from "./read";
import { readVersion } from "./read-version";
import { namesVersion } from "./versions";

/** Throws EscaleError not_signed_in, not_found. */
export async function openAuthored(
  db: Database,
  person: Author | null,
  name: AuthoredName,
): Promise<ReadLesson> {
  if (person === null) throw new EscaleError("not_signed_in", "Connectez-vous pour continuer.");
  const { id, number } = name;
  if (number === null) {
    const access = await enterLesson(db, person, id);
    return readLesson(name, asFiles(await draftFiles(access)));
  }
  authorize(person, "content.read", await relationsTo(db, person, id, number));
  return readVersion(db, id, number);
}

async function relationsTo(
  db: Database,
  { id: userId }: Author,
  lesson: string,
  number: number,
): Promise<Relation[]> {
  const given = { items: { some: namesVersion(lesson, number) } };
  const [own, learns, teaches] = await Promise.all([
    db.authoredLesson.count({ where: { id: lesson, ownerId: userId } }),
    db.assignment.count({
      where: { ...given, ...openAt(new Date()), class: { places: { some: { userId } } } },
    }),
    db.assignment.count({ where: { ...given, class: { trainers: { some: { userId } } } } }),
  ]);
  const relations: Relation[] = [];
  if (own > 0) relations.push("self");
  if (learns > 0) relations.push("classMember");
  if (teaches > 0) relations.push("classTrainer");
  return relations;
}

const lessonFor = async (headers: Headers, name: AuthoredName) =>
  openAuthored(await database(), await currentUser(headers), name);

/** Of the course, or a trainer's for who may. Throws EscaleError not_found, not_signed_in. */
export async function exerciseFor(headers: Headers, id: string): Promise<Exercise> {
  const name = authoredName(id);
  if (name === null) return findExercise(id);
  const { exercises } = await lessonFor(headers, name);
  const found = exercises.find((one) => one.id === id);
  if (found) return found;
  throw new EscaleError("not_found", "Cet exercice n’existe pas, ou n’existe plus.");
}

/** The same of a question; null: there is none (any more). */
export async function questionFor(headers: Headers, id: string): Promise<Question | null> {
  const name = authoredName(id);
  if (name === null) return findQuestion(id);
  const { text } = await lessonFor(headers, name);
  const found = text.questions.find(({ quiz }) => quiz.id === name.rest);
  return found ? { id, ...found } : null;
}
