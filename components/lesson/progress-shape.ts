/**
 * Reads what /api/progress answers. The same shape as lib/protocol/progress.ts, checked by hand:
 * lesson pages stay light, and zod would be most of their script.
 */
import type { LessonProgress, Progress } from "@/lib/protocol/progress";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readLessonProgress(value: unknown): LessonProgress {
  if (isRecord(value)) {
    const { visitedAt, completedAt, commandsRun } = value;
    if (
      typeof visitedAt === "string" &&
      (completedAt === null || typeof completedAt === "string") &&
      Array.isArray(commandsRun)
    ) {
      const indexes = commandsRun.filter((index): index is number => Number.isInteger(index));
      if (indexes.length === commandsRun.length) {
        return { visitedAt, completedAt, commandsRun: indexes };
      }
    }
  }
  throw new TypeError("not the progress of a lesson");
}

export function readProgress(value: unknown): Progress {
  if (!isRecord(value) || !isRecord(value.lessons) || !Array.isArray(value.exercises))
    throw new TypeError("not a progress");
  const exercises = value.exercises.filter((id): id is string => typeof id === "string");
  if (exercises.length !== value.exercises.length) throw new TypeError("not a progress");
  return {
    exercises,
    lessons: Object.fromEntries(
      Object.entries(value.lessons).map(([id, lesson]) => [id, readLessonProgress(lesson)]),
    ),
  };
}
