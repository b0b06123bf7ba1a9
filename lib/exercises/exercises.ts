/** What a learner can do with an exercise (live.ts watches it meanwhile). */
import type { ChecksClient } from "@/lib/backend-client/checks";
import { backend } from "@/lib/backend-client/client";
import { mayBegin, rulesFor } from "@/lib/classroom/rules";
import { loadExercises } from "@/lib/content/exercises/load";
import type { Exercise } from "@/lib/content/exercises/read";
import { hasFolder, startOf } from "@/lib/content/exercises/start";
import type { Values } from "@/lib/content/exercises/template";
import { toCheck } from "@/lib/content/exercises/to-check";
import { drawValues } from "@/lib/content/exercises/values";
import type { AuthorCheck } from "@/lib/content/schema/exercise";
import type { Database } from "@/lib/db/client";
import type { Check } from "@/lib/protocol/checks/check";
import { EscaleError } from "@/lib/protocol/errors";
import type {
  ActionAnswer,
  ExerciseAction,
  ExerciseRules,
  ExerciseView,
} from "@/lib/protocol/exercise";
import type { Owner } from "@/lib/protocol/ids";
import { applyResults } from "./apply";
import { runChanged } from "./hub";
import { checksToLookAt, type Records, statusOf, stepStatus } from "./state";
import { beginRun, changeRecords, type KeptRun, readRun, settleRun } from "./store";
import { solutionOf, type Terms, viewOf } from "./view";

/** What is asked of the backend for a learner: to look, never to do their work. */
export interface LookingClient {
  readonly checks: Omit<ChecksClient, "solve">;
}

/** Throws EscaleError not_found. */
export async function findExercise(id: string): Promise<Exercise> {
  const exercise = (await loadExercises()).get(id);
  if (exercise) return exercise;
  throw new EscaleError("not_found", "Cet exercice n’existe pas, ou n’existe plus.");
}

export const valuesOf = (owner: Owner, exercise: Exercise): Values =>
  drawValues(exercise.values, owner, exercise.id);

/** What a view of it needs to know of this learner. */
export async function termsOf(db: Database, owner: Owner, exercise: Exercise): Promise<Terms> {
  const rules = await rulesFor(db, owner, exercise.id);
  return { values: valuesOf(owner, exercise), rules };
}

export async function readExerciseView(
  db: Database,
  owner: Owner,
  exercise: Exercise,
): Promise<ExerciseView> {
  const terms = await termsOf(db, owner, exercise);
  return viewOf(exercise, terms, await readRun(db, owner, exercise));
}

/** The check as the backend is asked of it. */
export function asked(
  exercise: Exercise,
  check: AuthorCheck,
  values: Values,
  records: Records,
): Check {
  const record = records.get(check.id);
  return toCheck(check, {
    values,
    folder: exercise.folder,
    script: exercise.script,
    given: record?.answer ?? null,
    seen: record?.seen ?? false,
  });
}

/**
 * Does what the learner asked for. Throws EscaleError no_workspace when it needs their workspace and
 * that is closed, bad_request when the step is not theirs to do yet, forbidden when an assignment of
 * theirs does without hints or solutions, or wants something else done first.
 */
export async function act(
  db: Database,
  owner: Owner,
  exercise: Exercise,
  action: ExerciseAction,
  client: LookingClient = backend(),
): Promise<ActionAnswer> {
  const terms = await termsOf(db, owner, exercise);
  const { values, rules } = terms;
  let commands: string | null = null;
  if (action.action === "begin") {
    await mayBegin(db, owner, exercise.id);
    await client.checks.begin(owner, startOf(exercise, values));
    await beginRun(db, owner, exercise);
  } else {
    const run = await readRun(db, owner, exercise);
    if (run === null) throw notNow("Cet exercice n’est pas commencé. Rechargez la page.");
    if (run.version !== exercise.version)
      throw notNow("Cet exercice a changé depuis que vous l’avez commencé : recommencez-le.");
    const place = { owner, exercise, run, values, rules };
    if (action.action === "answer") await answer(db, place, action, client);
    else commands = await help(db, place, action);
  }
  const view = viewOf(exercise, terms, await settleRun(db, owner, exercise));
  runChanged(owner, exercise.id);
  return { view, commands };
}

interface Place {
  owner: Owner;
  exercise: Exercise;
  run: KeptRun;
  values: Values;
  rules: ExerciseRules;
}

const notNow = (message: string) => new EscaleError("bad_request", message);
const notAllowed = "Cet exercice se fait sans cette aide.";
const notYours = "Cette étape n’est pas en cours : terminez d’abord celles qui la précèdent.";

async function help(
  db: Database,
  { owner, exercise, run, values, rules }: Place,
  { action, step: id }: Extract<ExerciseAction, { step: string }>,
): Promise<string | null> {
  const step = exercise.steps.find((one) => one.id === id);
  if (!step || stepStatus(exercise, step, run.records) === "todo") throw notNow(notYours);
  if (!(action === "hint" ? rules.hints : rules.solutions))
    throw new EscaleError("forbidden", rules.notice ?? notAllowed);
  const place = { owner, exercise, run };
  const checks = step.checks.map((check) => check.id);
  if (action === "hint") {
    const hints = (run.records.get(checks[0] ?? "")?.hints ?? 0) + 1;
    await changeRecords(db, place, checks, { hints: Math.min(hints, step.hints.length) });
    return null;
  }
  await changeRecords(db, place, checks, { solution: true });
  if (action === "solution") return null;
  const left = checks.filter((check) => statusOf(run.records, check) !== "passed");
  await changeRecords(db, place, left, { status: "skipped", message: "" });
  const into = hasFolder(exercise) ? `cd ~/exercices/${exercise.folder}\n` : "";
  return `${into}${solutionOf(exercise, id, values)}`;
}

async function answer(
  db: Database,
  { owner, exercise, run, values }: Place,
  { check: id, text }: Extract<ExerciseAction, { action: "answer" }>,
  client: LookingClient,
): Promise<void> {
  const check = checksToLookAt(exercise, run.records).find((one) => one.id === id);
  const record = run.records.get(id);
  if (check?.kind !== "answer" || !record) throw notNow(notYours);
  const given = { ...record, answer: text, attempts: record.attempts + 1, status: "todo" };
  const records = new Map(run.records).set(id, given);
  // before it is kept: an answer that nobody could judge is to be given again
  const results = await client.checks.look(owner, [asked(exercise, check, values, records)]);
  const { attempts } = given;
  await changeRecords(db, { owner, exercise, run }, [id], { answer: text, attempts });
  await applyResults(db, { owner, exercise, values, run: { ...run, records }, results });
}
