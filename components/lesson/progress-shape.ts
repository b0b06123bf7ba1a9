/**
 * Reads what /api/progress answers. The same shape as lib/protocol/progress.ts, checked by hand:
 * lesson pages stay light, and zod would be most of their script.
 */
import type { LessonProgress, Progress, QuizStand } from "@/lib/protocol/progress";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function integers(value: readonly unknown[]): number[] {
  const found = value.filter((one): one is number => Number.isInteger(one));
  if (found.length !== value.length) throw new TypeError("not a list of whole numbers");
  return found;
}

export function readQuizStand(value: unknown): QuizStand {
  if (isRecord(value)) {
    const { attempts, answer, passed } = value;
    if (typeof attempts === "number" && Array.isArray(answer) && typeof passed === "boolean")
      return { attempts, answer: integers(answer), passed };
  }
  throw new TypeError("not the stand of a quiz");
}

function mapped<T>(value: unknown, read: (one: unknown) => T): Record<string, T> {
  if (!isRecord(value)) throw new TypeError("not a progress");
  return Object.fromEntries(Object.entries(value).map(([id, one]) => [id, read(one)]));
}

export function readLessonProgress(value: unknown): LessonProgress {
  if (isRecord(value)) {
    const { visitedAt, seenAt, completedAt, commandsRun } = value;
    if (
      typeof visitedAt === "string" &&
      typeof seenAt === "string" &&
      (completedAt === null || typeof completedAt === "string") &&
      Array.isArray(commandsRun)
    ) {
      return { visitedAt, seenAt, completedAt, commandsRun: integers(commandsRun) };
    }
  }
  throw new TypeError("not the progress of a lesson");
}

export function readProgress(value: unknown): Progress {
  if (!isRecord(value) || !Array.isArray(value.exercises) || typeof value.account !== "boolean")
    throw new TypeError("not a progress");
  const exercises = value.exercises.filter((id): id is string => typeof id === "string");
  if (exercises.length !== value.exercises.length) throw new TypeError("not a progress");
  return {
    account: value.account,
    exercises,
    lessons: mapped(value.lessons, readLessonProgress),
    quizzes: mapped(value.quizzes, readQuizStand),
  };
}
