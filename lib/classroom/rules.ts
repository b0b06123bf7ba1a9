/**
 * What a learner's classes say about an exercise: an assignment may close its hints, its solution,
 * or the exercise itself until what stands before it is done. Of several, the strictest holds.
 */
import type { Database } from "@/lib/db/client";
import { EscaleError } from "@/lib/protocol/errors";
import type { ExerciseRules } from "@/lib/protocol/exercise";
import type { Owner } from "@/lib/protocol/ids";
import { openAt, whole } from "./assignments";
import { itemOf, itemsFor } from "./items";
import { reachKey, readReaches } from "./standing";

export const noRules: ExerciseRules = { hints: true, solutions: true, notice: null };

const quoted = (title: string) => `«\u00a0${title}\u00a0»`;

/** Of the assignments that are open now, in classes that are not over. */
const assigned = (db: Database, owner: Owner, exercise: string, now: Date) =>
  db.assignment.findMany({
    where: {
      ...openAt(now),
      class: { archivedAt: null, places: { some: { userId: owner } } },
      items: { some: { kind: "exercise", target: exercise } },
    },
    ...whole,
  });

export async function rulesFor(
  db: Database,
  owner: Owner,
  exercise: string,
  now: Date = new Date(),
): Promise<ExerciseRules> {
  const found = await assigned(db, owner, exercise, now);
  const strict = found.find((one) => !one.hintsAllowed || !one.solutionsAllowed);
  if (strict === undefined) return noRules;
  const hints = found.every(({ hintsAllowed }) => hintsAllowed);
  const solutions = found.every(({ solutionsAllowed }) => solutionsAllowed);
  const without =
    hints === solutions ? "sans indices ni solutions" : hints ? "sans solutions" : "sans indices";
  const notice = `Dans le devoir ${quoted(strict.title)}, cet exercice se fait ${without}.`;
  return { hints, solutions, notice };
}

/** Throws EscaleError forbidden when an assignment in an imposed order wants something else first. */
export async function mayBegin(
  db: Database,
  owner: Owner,
  exercise: string,
  now: Date = new Date(),
): Promise<void> {
  for (const { ordered, title, items } of await assigned(db, owner, exercise, now)) {
    if (!ordered) continue;
    const at = items.findIndex(({ kind, target }) => kind === "exercise" && target === exercise);
    const before = items.slice(0, at);
    const reaches = await readReaches(db, [owner], before);
    const missing = before.find((item) => !reaches.get(reachKey(owner, item))?.doneAt);
    if (missing === undefined) continue;
    const first = itemOf(await itemsFor(db, [missing]), missing);
    throw new EscaleError(
      "forbidden",
      `Le devoir ${quoted(title)} se fait dans l’ordre\u00a0: terminez d’abord ${first.kind === "lesson" ? "la leçon" : "l’exercice"} ${quoted(first.title)}.`,
    );
  }
}
