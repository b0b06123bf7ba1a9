/**
 * The runs of learners' exercises in the database. Every write is one statement about one run: a
 * result of a run that was meanwhile begun anew changes nothing.
 */
import type { Exercise } from "@/lib/content/exercises/read";
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import { runKept } from "./hub";
import { type CheckRecord, isComplete } from "./state";
import type { Run } from "./view";

/** A run with what tells it from an earlier one of the same exercise. */
export interface KeptRun extends Run {
  number: number;
}

export async function readRun(
  db: Database,
  owner: Owner,
  exercise: Exercise,
): Promise<KeptRun | null> {
  const run = await db.exerciseRun.findUnique({
    where: { userId_exercise: { userId: owner, exercise: exercise.id } },
    include: { checks: true },
  });
  if (run === null) return null;
  return {
    version: run.version,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    number: run.runs,
    records: new Map(run.checks.map((record) => [record.check, record])),
  };
}

/** Begins it, or begins it anew: hints and solutions that were shown stay counted. */
export async function beginRun(
  db: Database,
  owner: Owner,
  exercise: Exercise,
  now: Date = new Date(),
): Promise<void> {
  const before = await readRun(db, owner, exercise);
  const ofRun = { userId: owner, exercise: exercise.id };
  const records = exercise.steps.flatMap(({ id: step, checks }) =>
    checks.map(({ id: check }) => {
      const { hints = 0, solution = false, attempts = 0 } = before?.records.get(check) ?? {};
      return { ...ofRun, step, check, hints, solution, attempts, changedAt: now };
    }),
  );
  const { version } = exercise;
  await db.$transaction([
    db.exerciseRun.upsert({
      where: { userId_exercise: ofRun },
      create: { ...ofRun, version, startedAt: now, activeAt: now },
      update: { version, startedAt: now, activeAt: now, runs: { increment: 1 } },
    }),
    db.checkRecord.deleteMany({ where: ofRun }),
    db.checkRecord.createMany({ data: records, skipDuplicates: true }),
  ]);
  runKept(owner);
}

export type Change = Partial<Omit<CheckRecord, "step" | "check">>;

interface Place {
  owner: Owner;
  exercise: Exercise;
  run: KeptRun;
}

/** Changes the records of these checks, if the run is still the one that was read. */
export async function changeRecords(
  db: Database,
  { owner, exercise, run }: Place,
  checks: readonly string[],
  change: Change,
): Promise<void> {
  const now = new Date();
  await db.$transaction([
    db.checkRecord.updateMany({
      where: {
        userId: owner,
        exercise: exercise.id,
        check: { in: [...checks] },
        run: { runs: run.number },
      },
      data: { ...change, changedAt: now },
    }),
    db.$executeRaw`
      UPDATE "exercise_run" SET
        "activeSeconds" = "activeSeconds" + LEAST(${longestPause}::int,
          GREATEST(0, EXTRACT(EPOCH FROM ${now}::timestamp - COALESCE("activeAt", "startedAt")))::int),
        "activeAt" = ${now}::timestamp
      WHERE "userId" = ${owner} AND "exercise" = ${exercise.id}
        AND "runs" = ${run.number} AND "completedAt" IS NULL`,
  ]);
  runKept(owner);
}

/** A longer one is no work on the exercise, s. */
const longestPause = 600;

/** Notes the first time that all is done; the run as it now stands. */
export async function settleRun(
  db: Database,
  owner: Owner,
  exercise: Exercise,
): Promise<KeptRun | null> {
  const run = await readRun(db, owner, exercise);
  if (run === null || run.completedAt !== null || !isComplete(exercise, run.records)) return run;
  const completedAt = new Date();
  await db.exerciseRun.updateMany({
    where: { userId: owner, exercise: exercise.id, completedAt: null },
    data: { completedAt },
  });
  return { ...run, completedAt };
}

/** Ids of the exercises that were finished once. */
export async function completedExercises(db: Database, owner: Owner): Promise<string[]> {
  const runs = await db.exerciseRun.findMany({
    where: { userId: owner, completedAt: { not: null } },
    select: { exercise: true },
    orderBy: { exercise: "asc" },
  });
  return runs.map(({ exercise }) => exercise);
}
