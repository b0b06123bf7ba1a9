/**
 * A learner's progress. Each event is one SQL statement that says what is now true, so events may
 * come twice, late or at the same time (two tabs) without harm.
 */
import type { Database } from "@/lib/db/client";
import { completedExercises } from "@/lib/exercises/store";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import {
  type LessonProgress,
  lessonProgressSchema,
  type Progress,
  type ProgressEvent,
} from "@/lib/protocol/progress";

/** More than any course has: what a script may write for one account is bounded. */
export const maxLessons = 500;

interface Row {
  readonly lesson: string;
  readonly visitedAt: Date;
  readonly completedAt: Date | null;
  readonly commandsRun: readonly number[] | null;
}

const present = (row: Row): LessonProgress =>
  lessonProgressSchema.parse({
    visitedAt: row.visitedAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    commandsRun: row.commandsRun ?? [],
  });

export async function readProgress(db: Database, owner: Owner): Promise<Progress> {
  const [rows, exercises] = await Promise.all([
    db.lessonProgress.findMany({
      where: { userId: owner },
      orderBy: { lesson: "asc" },
      take: maxLessons,
    }),
    completedExercises(db, owner),
  ]);
  return { exercises, lessons: Object.fromEntries(rows.map((row) => [row.lesson, present(row)])) };
}

/**
 * Takes an event in and returns the lesson as it now stands. `visitedAt` is the first visit and
 * `completedAt` the first completion, until the lesson is reopened.
 * Throws EscaleError bad_request beyond `maxLessons`.
 */
export async function recordEvent(
  db: Database,
  owner: Owner,
  event: ProgressEvent,
  now: Date = new Date(),
): Promise<LessonProgress> {
  const completedAt = event.event === "completed" ? now : null;
  const reopened = event.event === "reopened";
  const commands = event.event === "command" ? [event.index] : [];
  const rows = await db.$queryRaw<Row[]>`
    INSERT INTO "lesson_progress" AS p
      ("userId", "lesson", "visitedAt", "completedAt", "commandsRun")
    SELECT ${owner}, ${event.lesson}, ${now}::timestamp, ${completedAt}::timestamp, ${commands}::int[]
    WHERE EXISTS (SELECT 1 FROM "lesson_progress" WHERE "userId" = ${owner} AND "lesson" = ${event.lesson})
       OR (SELECT count(*) FROM "lesson_progress" WHERE "userId" = ${owner}) < ${maxLessons}
    ON CONFLICT ("userId", "lesson") DO UPDATE SET
      "completedAt" = CASE WHEN ${reopened} THEN NULL
                           ELSE COALESCE(p."completedAt", EXCLUDED."completedAt") END,
      "commandsRun" = (SELECT COALESCE(array_agg(DISTINCT i ORDER BY i), '{}')
                       FROM unnest(COALESCE(p."commandsRun", '{}') || EXCLUDED."commandsRun") AS i)
    RETURNING "lesson", "visitedAt", "completedAt", "commandsRun"`;
  const row = rows[0];
  if (row === undefined) {
    throw new EscaleError(
      "bad_request",
      "Trop de leçons sont déjà enregistrées pour ce compte : celle-ci ne peut pas l’être.",
    );
  }
  return present(row);
}
