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
import { readQuizzes } from "@/lib/quizzes/answers";

/**
 * Signs of one learner further apart than this say nothing of the time between them, s. A page that
 * is in use gives one each half minute (components/lesson/presence.ts).
 */
export const gapSeconds = 60;

/** More than any course has: what a script may write for one account is bounded. */
export const maxLessons = 500;

interface Row {
  readonly lesson: string;
  readonly visitedAt: Date;
  readonly seenAt: Date | null;
  readonly completedAt: Date | null;
  readonly commandsRun: readonly number[] | null;
}

const present = (row: Row): LessonProgress =>
  lessonProgressSchema.parse({
    visitedAt: row.visitedAt.toISOString(),
    seenAt: (row.seenAt ?? row.visitedAt).toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    commandsRun: row.commandsRun ?? [],
  });

export async function readProgress(db: Database, owner: Owner): Promise<Progress> {
  const [rows, exercises, quizzes] = await Promise.all([
    db.lessonProgress.findMany({
      where: { userId: owner },
      orderBy: { lesson: "asc" },
      take: maxLessons,
    }),
    completedExercises(db, owner),
    readQuizzes(db, owner),
  ]);
  const lessons = Object.fromEntries(rows.map((row) => [row.lesson, present(row)]));
  return { account: true, lessons, exercises, quizzes };
}

/**
 * Takes an event in and returns the lesson as it now stands. `visitedAt` is the first visit and
 * `completedAt` the first completion, until the lesson is reopened. Each event is also a sign of the
 * learner: the time since the last one, in whichever lesson, was spent in this one, unless it is
 * longer than `gapSeconds`. So no number of tabs or requests makes more time than has passed.
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
    WITH since AS (
      SELECT EXTRACT(EPOCH FROM ${now}::timestamp - max("seenAt")) AS seconds
      FROM "lesson_progress" WHERE "userId" = ${owner}
    ), spent AS (
      SELECT CASE WHEN seconds BETWEEN 0 AND ${gapSeconds} THEN ROUND(seconds)::int ELSE 0 END AS seconds
      FROM since
    )
    INSERT INTO "lesson_progress" AS p
      ("userId", "lesson", "visitedAt", "seenAt", "completedAt", "commandsRun", "seconds")
    SELECT ${owner}, ${event.lesson}, ${now}::timestamp, ${now}::timestamp, ${completedAt}::timestamp,
           ${commands}::int[], (SELECT seconds FROM spent)
    WHERE EXISTS (SELECT 1 FROM "lesson_progress" WHERE "userId" = ${owner} AND "lesson" = ${event.lesson})
       OR (SELECT count(*) FROM "lesson_progress" WHERE "userId" = ${owner}) < ${maxLessons}
    ON CONFLICT ("userId", "lesson") DO UPDATE SET
      "seenAt" = GREATEST(p."seenAt", EXCLUDED."seenAt"),
      "seconds" = p."seconds" + EXCLUDED."seconds",
      "completedAt" = CASE WHEN ${reopened} THEN NULL
                           ELSE COALESCE(p."completedAt", EXCLUDED."completedAt") END,
      "commandsRun" = (SELECT COALESCE(array_agg(DISTINCT i ORDER BY i), '{}')
                       FROM unnest(COALESCE(p."commandsRun", '{}') || EXCLUDED."commandsRun") AS i)
    RETURNING "lesson", "visitedAt", "seenAt", "completedAt", "commandsRun"`;
  const row = rows[0];
  if (row === undefined) {
    throw new EscaleError(
      "bad_request",
      "Trop de leçons sont déjà enregistrées pour ce compte : celle-ci ne peut pas l’être.",
    );
  }
  return present(row);
}
