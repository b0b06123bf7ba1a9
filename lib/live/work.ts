/** Where somebody is in the exercise under way: read from what their checks have kept. */
import { exercisesFor } from "@/lib/authoring/read-version";
import type { Exercise } from "@/lib/content/exercises/read";
import { fill, type Values } from "@/lib/content/exercises/template";
import { fillText, parseLine, parseText } from "@/lib/content/exercises/text";
import { typography } from "@/lib/content/typography";
import type { Database } from "@/lib/db/client";
import { valuesOf } from "@/lib/exercises/exercises";
import { type CheckRecord, isComplete, isOver, statusOf, stepStatus } from "@/lib/exercises/state";
import type { Owner } from "@/lib/protocol/ids";
import type { LiveWork } from "@/lib/protocol/live";

export interface Where {
  owner: Owner;
  lesson: string;
  /** nothing began before they came; ms */
  arrivedAt: number;
}

interface KeptRecord extends CheckRecord {
  changedAt: Date;
}

interface KeptRun {
  userId: string;
  exercise: string;
  version: string;
  startedAt: Date;
  activeAt: Date | null;
  checks: KeptRecord[];
}

/** Owner → the exercise of the lesson they are in that they worked on last; absent: none is begun. */
export async function readWork(
  db: Database,
  people: readonly Where[],
): Promise<ReadonlyMap<Owner, LiveWork>> {
  if (people.length === 0) return new Map();
  const runs: KeptRun[] = await db.exerciseRun.findMany({
    where: {
      OR: people.map(({ owner, lesson }) => ({
        userId: owner,
        exercise: { startsWith: `${lesson}/` },
      })),
    },
    include: { checks: true },
  });
  const exercises = await exercisesFor(
    db,
    runs.map(({ exercise }) => exercise),
  );
  const work = new Map<Owner, LiveWork>();
  for (const { owner, arrivedAt } of people) {
    const [last] = runs
      .filter(({ userId }) => userId === owner)
      .toSorted((a, b) => activeAt(b) - activeAt(a));
    const exercise = last && exercises.get(last.exercise);
    // an earlier version's run has other steps
    if (!last || !exercise || last.version !== exercise.version) continue;
    work.set(owner, workOf(exercise, valuesOf(owner, exercise), last, arrivedAt));
  }
  return work;
}

const activeAt = (run: KeptRun): number => (run.activeAt ?? run.startedAt).getTime();

export function workOf(
  exercise: Exercise,
  values: Values,
  run: Pick<KeptRun, "startedAt" | "checks">,
  arrivedAt: number,
): LiveWork {
  const records = new Map(run.checks.map((record) => [record.check, record]));
  const all = exercise.steps.flatMap(({ checks }) => checks);
  const step =
    exercise.steps.find((one) => stepStatus(exercise, one, records) === "current") ??
    exercise.steps.at(-1);
  if (step === undefined) throw new Error(`${exercise.id} has no step`);
  const kept = step.checks.flatMap(({ id }) => records.get(id) ?? []);
  const { ends, took } = times(exercise, run, records);
  const shown = step.hints.slice(0, kept[0]?.hints ?? 0);
  return {
    exercise: exercise.id,
    title: typography(exercise.title),
    step: {
      id: step.id,
      title: typography(step.title),
      number: exercise.steps.indexOf(step) + 1,
    },
    steps: exercise.steps.length,
    since: Math.max(arrivedAt, run.startedAt.getTime(), ...ends),
    passed: all.filter(({ id }) => statusOf(records, id) === "passed").length,
    checks: all.length,
    attempts: kept.reduce((sum, { attempts }) => sum + attempts, 0),
    hints: { shown: shown.map((hint) => fillText(parseText(hint), values)), of: step.hints.length },
    solution: kept[0]?.solution ?? false,
    done: isComplete(exercise, records),
    list: step.checks.map((check) => {
      const status = statusOf(records, check.id);
      const said = status === "notYet" || status === "todo" ? records.get(check.id)?.message : "";
      return {
        ...{ id: check.id, title: parseLine(fill(check.title, values)), status },
        message: said ? parseLine(said) : null,
      };
    }),
    took,
  };
}

/** When steps were over, and how long each took, s: from the end of the one that ended before it. */
function times(
  exercise: Exercise,
  { startedAt }: Pick<KeptRun, "startedAt">,
  records: ReadonlyMap<string, KeptRecord>,
) {
  const ended = exercise.steps
    .filter((step) => isOver(stepStatus(exercise, step, records)))
    .map(({ id, checks }) => ({
      id,
      at: Math.max(...checks.map((check) => records.get(check.id)?.changedAt.getTime() ?? 0)),
    }))
    .toSorted((a, b) => a.at - b.at);
  let before = startedAt.getTime();
  const took: Record<string, number> = {};
  for (const { id, at } of ended) {
    took[id] = Math.max(0, Math.round((at - before) / 1000));
    before = at;
  }
  return { ends: ended.map(({ at }) => at), took };
}
