/** How far somebody is with what they were given: a matter of two dates. */
import type { Database } from "@/lib/db/client";
import type { Standing } from "@/lib/protocol/classroom";

export interface Reached {
  /** the first time that it was done */
  doneAt: Date | null;
}

/** `reached` null: never begun. */
export function standingOf(
  reached: Reached | null,
  dueAt: Date | null,
  now: Date = new Date(),
): Standing {
  const over = (at: Date) => dueAt !== null && at > dueAt;
  if (reached?.doneAt) return over(reached.doneAt) ? "late" : "done";
  if (over(now)) return "missing";
  return reached === null ? "todo" : "begun";
}

export const isDone = (standing: Standing): boolean => standing === "done" || standing === "late";

interface Wanted {
  kind: string;
  target: string;
}

/** Learner and item → how far; absent: never begun. Of these learners and items alone. */
export type Reaches = ReadonlyMap<string, Reached>;
export const reachKey = (userId: string, { kind, target }: Wanted): string =>
  `${userId} ${kind}:${target}`;

export async function readReaches(
  db: Database,
  users: readonly string[],
  items: readonly Wanted[],
): Promise<Reaches> {
  const of = (kind: string) => [
    ...new Set(items.filter((item) => item.kind === kind).map(({ target }) => target)),
  ];
  const userId = { in: [...users] };
  const [lessons, exercises] = await Promise.all([
    db.lessonProgress.findMany({
      where: { userId, lesson: { in: of("lesson") } },
      select: { userId: true, lesson: true, completedAt: true },
    }),
    db.exerciseRun.findMany({
      where: { userId, exercise: { in: of("exercise") } },
      select: { userId: true, exercise: true, completedAt: true },
    }),
  ]);
  return new Map([
    ...lessons.map((row): [string, Reached] => [
      reachKey(row.userId, { kind: "lesson", target: row.lesson }),
      { doneAt: row.completedAt },
    ]),
    ...exercises.map((row): [string, Reached] => [
      reachKey(row.userId, { kind: "exercise", target: row.exercise }),
      { doneAt: row.completedAt },
    ]),
  ]);
}
