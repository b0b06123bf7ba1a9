/** Takes the results of checks into the records of a run. */
import type { Exercise } from "@/lib/content/exercises/read";
import type { Values } from "@/lib/content/exercises/template";
import type { AuthorCheck } from "@/lib/content/schema/exercise";
import type { Database } from "@/lib/db/client";
import type { CheckResult } from "@/lib/protocol/checks/check";
import type { Owner } from "@/lib/protocol/ids";
import { messageOf } from "./message";
import type { CheckRecord } from "./state";
import { type Change, changeRecords, type KeptRun } from "./store";

export interface Results {
  owner: Owner;
  exercise: Exercise;
  values: Values;
  run: KeptRun;
  results: readonly CheckResult[];
}

/** Whether anything that the learner is shown has changed. */
export async function applyResults(db: Database, input: Results): Promise<boolean> {
  const { exercise, values, run, results } = input;
  const checks = new Map(
    exercise.steps.flatMap((step) => step.checks.map((check) => [check.id, check] as const)),
  );
  let changed = false;
  for (const result of results) {
    const check = checks.get(result.id);
    const record = run.records.get(result.id);
    if (!check || !record) continue;
    const change = changeOf(check, record, result, values);
    if (change === null) continue;
    await changeRecords(db, input, [result.id], change);
    changed = true;
  }
  return changed;
}

/** null: nothing is new. What could not be looked at says nothing. */
export function changeOf(
  check: AuthorCheck,
  record: CheckRecord,
  { outcome, seen }: CheckResult,
  values: Values,
): Change | null {
  if (record.status === "skipped") return null;
  const newlySeen = seen && !record.seen ? { seen: true } : null;
  if (outcome.status === "unknown") return newlySeen;
  if (outcome.status === "passed")
    return record.status === "passed" ? newlySeen : { status: "passed", message: "", ...newlySeen };
  if (record.status === "passed" && check.mode === "event") return newlySeen;
  const message = messageOf(check, outcome, values);
  if (message === record.message && record.status === "notYet") return newlySeen;
  // what was so before the learner did anything is no attempt; answers are counted as given
  const tried = check.kind !== "answer" && record.status === "notYet" && message !== "";
  return {
    status: "notYet",
    message,
    ...(tried && { attempts: record.attempts + 1 }),
    ...newlySeen,
  };
}
