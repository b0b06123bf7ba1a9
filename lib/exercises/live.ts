/**
 * A run as it changes: what the learner does in their workspace is looked at for as long as a page
 * listens, and what comes of it is kept before it is told.
 */
import { backend } from "@/lib/backend-client/client";
import type { Exercise } from "@/lib/content/exercises/read";
import type { Database } from "@/lib/db/client";
import type { CheckResult } from "@/lib/protocol/checks/check";
import { isEscaleError } from "@/lib/protocol/errors";
import type { ExerciseNews } from "@/lib/protocol/exercise";
import type { Owner } from "@/lib/protocol/ids";
import { applyResults } from "./apply";
import { asked, type LookingClient, termsOf } from "./exercises";
import { onRunChanged } from "./hub";
import { checksToLookAt } from "./state";
import { type KeptRun, readRun, settleRun } from "./store";
import { type Terms, viewOf } from "./view";

export interface LiveInput {
  db: Database;
  owner: Owner;
  exercise: Exercise;
  /** the page has gone */
  signal: AbortSignal;
  client?: LookingClient;
}

/**
 * Ends after `closed` or `away`: the page asks again when there may be a workspace. Rejects when
 * the database does not answer.
 */
export async function* exerciseNews(input: LiveInput): AsyncGenerator<ExerciseNews> {
  const { db, owner, exercise, signal, client = backend() } = input;
  while (!signal.aborted) {
    const again = new AbortController();
    const stop = onRunChanged(owner, exercise.id, () => again.abort());
    const until = AbortSignal.any([signal, again.signal]);
    try {
      const terms = await termsOf(db, owner, exercise);
      const { values } = terms;
      const run = await readRun(db, owner, exercise);
      // an earlier version's run has other checks: it can only be begun anew
      const current = run?.version === exercise.version ? run : null;
      const checks = current === null ? [] : checksToLookAt(exercise, current.records);
      const view = viewOf(exercise, terms, run);
      if (current === null || checks.length === 0) {
        yield { view, watching: "live" };
        await aborted(until);
        continue;
      }
      const list = checks.map((check) => asked(exercise, check, values, current.records));
      const results = await client.checks.watch(owner, list, until);
      yield { view, watching: "live" };
      if (!(yield* follow(input, terms, current, results)) && !until.aborted) await soon();
    } catch (error) {
      if (signal.aborted) return;
      if (again.signal.aborted) continue;
      if (!isEscaleError(error)) throw error;
      const terms = await termsOf(db, owner, exercise);
      const view = viewOf(exercise, terms, await readRun(db, owner, exercise));
      yield { view, watching: error.code === "no_workspace" ? "closed" : "away" };
      return;
    } finally {
      stop();
      again.abort();
    }
  }
}

/** Until other checks are to be looked at (true), or the stream ends by itself (false). */
async function* follow(
  { db, owner, exercise }: LiveInput,
  terms: Terms,
  begun: KeptRun,
  results: AsyncIterable<CheckResult[]>,
): AsyncGenerator<ExerciseNews, boolean> {
  const idsOf = ({ records }: KeptRun) => checksToLookAt(exercise, records).map(({ id }) => id);
  let run = begun;
  for await (const news of results) {
    if (!(await applyResults(db, { owner, exercise, values: terms.values, run, results: news })))
      continue;
    const now = await settleRun(db, owner, exercise);
    if (now === null || now.number !== run.number) return true;
    yield { view: viewOf(exercise, terms, now), watching: "live" };
    run = now;
    if (idsOf(now).join() !== idsOf(begun).join()) return true;
  }
  return false;
}

/** A stream that ended by itself without news: the workspace has just ended, or the backend. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 500));

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
