/** All that is kept of how far one learner has come, as the page of their progress reads it. */
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import type { QuizStand } from "@/lib/protocol/progress";
import { readQuizzes } from "@/lib/quizzes/answers";

export interface LessonRecord {
  /** ISO 8601 */
  seenAt: string;
  completedAt: string | null;
  /** time spent, s */
  seconds: number;
}

export interface ExerciseRecord {
  /** finished once */
  completed: boolean;
  /** hints that were shown, of all its steps */
  hints: number;
  /** steps whose solution was shown */
  solutions: number;
}

/** Each by id. */
export interface Records {
  lessons: Readonly<Record<string, LessonRecord>>;
  exercises: Readonly<Record<string, ExerciseRecord>>;
  quizzes: Readonly<Record<string, QuizStand>>;
}

export const noRecords: Records = { lessons: {}, exercises: {}, quizzes: {} };

export async function readRecords(db: Database, owner: Owner): Promise<Records> {
  const [lessons, runs, quizzes] = await Promise.all([
    db.lessonProgress.findMany({ where: { userId: owner } }),
    db.exerciseRun.findMany({
      where: { userId: owner },
      select: {
        exercise: true,
        completedAt: true,
        checks: { select: { step: true, hints: true, solution: true } },
      },
    }),
    readQuizzes(db, owner),
  ]);
  return {
    lessons: Object.fromEntries(
      lessons.map(({ lesson, visitedAt, seenAt, completedAt, seconds }) => [
        lesson,
        {
          seenAt: (seenAt ?? visitedAt).toISOString(),
          completedAt: completedAt?.toISOString() ?? null,
          seconds,
        },
      ]),
    ),
    exercises: Object.fromEntries(
      runs.map(({ exercise, completedAt, checks }) => [
        exercise,
        { completed: completedAt !== null, ...helpOf(checks) },
      ]),
    ),
    quizzes,
  };
}

/** Hints and solutions belong to a step; each of its checks says the same of them. */
function helpOf(checks: readonly { step: string; hints: number; solution: boolean }[]) {
  const steps = new Map<string, { hints: number; solution: boolean }>();
  for (const { step, hints, solution } of checks) {
    const before = steps.get(step);
    steps.set(step, {
      hints: Math.max(before?.hints ?? 0, hints),
      solution: solution || (before?.solution ?? false),
    });
  }
  const all = [...steps.values()];
  return {
    hints: all.reduce((sum, { hints }) => sum + hints, 0),
    solutions: all.filter(({ solution }) => solution).length,
  };
}
