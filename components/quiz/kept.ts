/**
 * Answers that the server has not taken yet, kept in this browser: all of them while there is no
 * account, and those given while the network was away.
 */
import { readStored, writeStored } from "@/components/workspace/stored";
import type { Answer } from "@/lib/quizzes/marking";

const key = "escale.answers";
/** of one question: who goes on without an account for that long has been counted enough */
const most = 40;

const isAnswer = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isInteger(item));

export function keptAnswers(quiz: string): Answer[] {
  const kept = readStored(key)[quiz];
  return Array.isArray(kept) ? kept.filter(isAnswer) : [];
}

export const keptQuizzes = (): string[] => Object.keys(readStored(key));

export function keepAnswer(quiz: string, answer: Answer): void {
  const before = keptAnswers(quiz);
  const kept = [...(before.length < most ? before : before.slice(0, -1)), answer];
  writeStored(key, { ...readStored(key), [quiz]: kept });
}

/** Forgets the first `count`, which the server has. */
export function dropAnswers(quiz: string, count: number): void {
  const { [quiz]: _, ...others } = readStored(key);
  const left = keptAnswers(quiz).slice(count);
  writeStored(key, left.length === 0 ? others : { ...others, [quiz]: left });
}
