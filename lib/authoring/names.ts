/**
 * How trainers' lessons are called where the course's are: `lecons/<id>` is a draft, `lecons/<id>-<n>`
 * its published version n. The form is that of the course's own identifiers, so that progress,
 * exercises, quizzes and assignments keep them alike; no chapter of the course is called `lecons`.
 */
import { randomInt } from "node:crypto";

export const authoredChapter = "lecons";

export interface AuthoredName {
  id: string;
  /** null: the draft */
  number: number | null;
}

const pattern = /^lecons\/([a-z0-9]{10})(?:-([1-9][0-9]{0,3}))?(?:\/([a-z0-9-]+))?$/;

/** Of a lesson, an exercise or a question; null: it is none of a trainer's. */
export function authoredName(target: string): (AuthoredName & { rest: string | null }) | null {
  const [, id, number, rest] = pattern.exec(target) ?? [];
  if (id === undefined) return null;
  return { id, number: number === undefined ? null : Number(number), rest: rest ?? null };
}

export const lessonTarget = ({ id, number }: AuthoredName): string =>
  `${authoredChapter}/${id}${number === null ? "" : `-${number}`}`;

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** 32¹⁰: nobody comes upon one by trying. */
export const newLessonId = (): string =>
  Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");
