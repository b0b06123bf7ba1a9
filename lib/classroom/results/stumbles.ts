/** Where a class stumbles: how the steps of each exercise went, and the times that it took. */

import { exercisesFor } from "@/lib/authoring/read-version";
import { authorize } from "@/lib/authorization/authorize";
import type { Exercise } from "@/lib/content/exercises/read";
import { typography } from "@/lib/content/typography";
import { type CheckRecord, type Records, stepStatus } from "@/lib/exercises/state";
import type { Access } from "../access";
import type { Item } from "../items";
import type { Results } from "./results";

export interface StepStumble {
  title: string;
  /** learners who came so far */
  reached: number;
  /** passed by themselves */
  alone: number;
  /** were shown the solution, or passed it over */
  helped: number;
  /** tried, and are still at it */
  stuck: number;
  /** 0 to 1: helped or stuck, of those who came so far */
  rate: number;
}

export interface Stumble {
  item: Item;
  begun: number;
  /** in the order of the exercise */
  steps: StepStumble[];
  /** of those who finished, ascending */
  minutes: number[];
}

/** Exercises that somebody began, the hardest step of all first. Of runs in today's version. */
export async function readStumbles(access: Access, results: Results): Promise<Stumble[]> {
  const { db, person, relations } = access;
  authorize(person, "member.read-progress", relations);
  const items = new Map(
    results.columns
      .filter(({ item }) => item.kind === "exercise")
      .map(({ item }) => [item.target, item]),
  );
  const users = results.rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const [exercises, runs] = await Promise.all([
    exercisesFor(db, [...items.keys()]),
    db.exerciseRun.findMany({
      where: { userId: { in: users }, exercise: { in: [...items.keys()] } },
      include: { checks: true },
    }),
  ]);
  return [...items.values()]
    .flatMap((item): Stumble[] => {
      const exercise = exercises.get(item.target);
      const own = runs.filter(
        (run) => run.exercise === item.target && run.version === exercise?.version,
      );
      if (exercise === undefined || own.length === 0) return [];
      const records = own.map(({ checks }) => new Map(checks.map((one) => [one.check, one])));
      const done = own.filter(({ completedAt, activeSeconds }) => completedAt && activeSeconds > 0);
      return [
        {
          item,
          begun: own.length,
          steps: stepStumbles(exercise, records),
          minutes: done
            .map(({ activeSeconds }) => Math.max(1, Math.round(activeSeconds / 60)))
            .sort((a, b) => a - b),
        },
      ];
    })
    .sort((a, b) => worst(b) - worst(a));
}

const worst = ({ steps }: Stumble): number => Math.max(0, ...steps.map(({ rate }) => rate));

export function stepStumbles(exercise: Exercise, runs: readonly Records[]): StepStumble[] {
  return exercise.steps.map((step) => {
    const fates = runs.map((records) => {
      const status = stepStatus(exercise, step, records);
      const checks = step.checks.flatMap(({ id }) => records.get(id) ?? []);
      if (status === "skipped" || checks.some(({ solution }) => solution)) return "helped";
      if (status === "passed") return "alone";
      return status === "current" && checks.some(tried) ? "stuck" : status;
    });
    const count = (fate: string) => fates.filter((one) => one === fate).length;
    const reached = fates.length - count("todo");
    const [alone, helped, stuck] = [count("alone"), count("helped"), count("stuck")];
    const rate = reached === 0 ? 0 : (helped + stuck) / reached;
    return { title: typography(step.title), reached, alone, helped, stuck, rate };
  });
}

const tried = ({ attempts, hints }: CheckRecord): boolean => attempts > 0 || hints > 0;

export interface Bin {
  /** French: « 5 à 10 min » */
  label: string;
  count: number;
}

/** Times beside the time that the exercise says it takes: half of it, once, twice, and beyond. */
export function timeBins(minutes: readonly number[], expected: number): Bin[] {
  const edges = [0.5, 1, 1.5, 2, 3].map((times) => Math.max(1, Math.round(times * expected)));
  const bounds = [...new Set(edges)];
  const between = (from: number, to: number) =>
    minutes.filter((one) => one > from && one <= to).length;
  return [
    ...bounds.map((to, index) => {
      const from = bounds[index - 1] ?? 0;
      const label = from === 0 ? `≤\u00a0${to}` : from + 1 === to ? `${to}` : `${from + 1}–${to}`;
      return { label, count: between(from, to) };
    }),
    { label: `>\u00a0${bounds.at(-1)}`, count: between(bounds.at(-1) ?? 0, Number.MAX_VALUE) },
  ];
}
