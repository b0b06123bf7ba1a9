/** What follows from the records of a run: which checks are to be looked at, how each step stands. */
import type { Exercise } from "@/lib/content/exercises/read";
import type { AuthorCheck, Step } from "@/lib/content/schema/exercise";
import type { CheckStatus, StepView } from "@/lib/protocol/exercise";

/** One row of `check_record`. */
export interface CheckRecord {
  step: string;
  check: string;
  status: string;
  message: string;
  attempts: number;
  hints: number;
  solution: boolean;
  answer: string | null;
  seen: boolean;
}

export type Records = ReadonlyMap<string, CheckRecord>;

export function statusOf(records: Records, check: string): CheckStatus {
  const status = records.get(check)?.status;
  return status === "passed" || status === "skipped" || status === "notYet" ? status : "todo";
}

const settled = (records: Records, check: string): boolean =>
  ["passed", "skipped"].includes(statusOf(records, check));

export function stepStatus(exercise: Exercise, step: Step, records: Records): StepView["status"] {
  if (step.checks.every(({ id }) => settled(records, id)))
    return step.checks.some(({ id }) => statusOf(records, id) === "skipped") ? "skipped" : "passed";
  return needsOf(exercise, step).every((need) => isOver(stepStatus(exercise, need, records)))
    ? "current"
    : "todo";
}

/** Nothing of the step is left to do. */
export const isOver = (status: StepView["status"]): boolean =>
  status === "passed" || status === "skipped";

/** The steps before it that it needs; a cycle cannot be, each need stands above. */
function needsOf({ steps }: Exercise, step: Step): Step[] {
  if (step.needs) return steps.filter(({ id }) => step.needs?.includes(id));
  const before = steps[steps.indexOf(step) - 1];
  return before ? [before] : [];
}

export const isComplete = (exercise: Exercise, records: Records): boolean =>
  exercise.steps.every((step) => isOver(stepStatus(exercise, step, records)));

/**
 * The checks that may pass now, and those passed ones that must still hold at the end. None once
 * everything is done: what is finished stays finished.
 */
export function checksToLookAt(exercise: Exercise, records: Records): AuthorCheck[] {
  if (isComplete(exercise, records)) return [];
  return exercise.steps.flatMap((step) => {
    const status = stepStatus(exercise, step, records);
    if (status === "todo") return [];
    return step.checks.filter((check) => {
      if (statusOf(records, check.id) === "skipped") return false;
      if (statusOf(records, check.id) === "passed") return check.mode === "state";
      return check.needs.every((need) => settled(records, need));
    });
  });
}
