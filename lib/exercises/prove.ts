/**
 * The proof that an exercise can be done and is not done already: in a workspace that was never used
 * each check fails; step by step, once the step's part of solution.sh has run, each of its checks
 * passes; begun anew, each fails again. The course's exercises are proved so by a test, a trainer's
 * before it is published.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Exercise } from "@/lib/content/exercises/read";
import { startOf } from "@/lib/content/exercises/start";
import { fill, type Values } from "@/lib/content/exercises/template";
import { toCheck } from "@/lib/content/exercises/to-check";
import { drawValues } from "@/lib/content/exercises/values";
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import type { RunSolution, SolutionRun } from "@/lib/protocol/checks/solution";
import type { StartExercise } from "@/lib/protocol/checks/start";

/** A fresh workspace, as the backend serves it. */
export interface Bench {
  begin(start: StartExercise): Promise<void>;
  look(checks: readonly Check[]): Promise<CheckResult[]>;
  solve(solution: RunSolution): Promise<SolutionRun>;
}

/** Why an exercise is not proved. */
export type ProofFault =
  | { why: "passes-before"; checks: string[] }
  | { why: "step-done-before"; step: string }
  | { why: "solution-failed"; step: string; run: SolutionRun }
  | { why: "wrong-answer-passes"; check: string }
  | { why: "not-passed"; step: string; results: CheckResult[]; out: string }
  | { why: "lost-at-end"; checks: string[] }
  | { why: "passes-after-reset"; checks: string[] };

export class ProofError extends Error {
  override readonly name = "ProofError";
  constructor(readonly fault: ProofFault) {
    super(JSON.stringify(fault, null, 2));
  }
}

/** What is told on the way. */
export interface ProofWatch {
  /** ids of the checks that failed in the fresh workspace, as all must */
  before?(failed: readonly string[]): void;
  stepBegins?(step: string): void;
  stepPassed?(step: string, seconds: number): void;
}

/** A server may take a moment to answer: looked at this often, and this many times at most. */
const lookAgainMs = 150;
const maxLooks = 60;

/** Throws ProofError, and what the bench throws. `learner`: whose values are drawn. */
export async function prove(
  exercise: Exercise,
  bench: Bench,
  learner: string,
  watch: ProofWatch = {},
): Promise<void> {
  const run = new ProofRun(exercise, bench, drawValues(exercise.values, learner, exercise.id));
  await run.begin();
  const early = await run.passed();
  const all = exercise.steps.flatMap((step) => step.checks.map(({ id }) => id));
  watch.before?.(all.filter((id) => !early.includes(id)));
  if (early.length > 0) throw new ProofError({ why: "passes-before", checks: early });
  for (const { id: step, checks } of exercise.steps) {
    watch.stepBegins?.(step);
    const begun = performance.now();
    await run.step(
      step,
      checks.map(({ id }) => id),
      checks.filter(({ kind }) => kind === "answer").map(({ id }) => id),
    );
    watch.stepPassed?.(step, (performance.now() - begun) / 1000);
  }
  const atEnd = await run.passed();
  const lost = exercise.steps.flatMap(({ checks }) =>
    checks.filter(({ id, mode }) => mode === "state" && !atEnd.includes(id)).map(({ id }) => id),
  );
  if (lost.length > 0) throw new ProofError({ why: "lost-at-end", checks: lost });
  await run.begin();
  const after = await run.passed();
  if (after.length > 0) throw new ProofError({ why: "passes-after-reset", checks: after });
}

class ProofRun {
  readonly #seen = new Set<string>();
  readonly #answers = new Map<string, string>();

  constructor(
    private readonly exercise: Exercise,
    private readonly bench: Bench,
    private readonly values: Values,
  ) {}

  /** As « Commencer » and « Recommencer » do. */
  async begin(): Promise<void> {
    this.#seen.clear();
    this.#answers.clear();
    await this.bench.begin(startOf(this.exercise, this.values));
  }

  /** Ids of the checks that pass now. */
  async passed(): Promise<string[]> {
    return (await this.#look())
      .filter(({ outcome }) => outcome.status === "passed")
      .map(({ id }) => id);
  }

  async step(step: string, ids: readonly string[], asked: readonly string[]): Promise<void> {
    const before = await this.passed();
    if (ids.every((id) => before.includes(id)))
      throw new ProofError({ why: "step-done-before", step });
    const out = await this.#solve(step);
    for (const id of asked) this.#answers.set(id, "ni oui ni non");
    const withWrong = asked.length === 0 ? [] : await this.passed();
    for (const id of asked) {
      if (withWrong.includes(id)) throw new ProofError({ why: "wrong-answer-passes", check: id });
      this.#answers.set(id, out.split("\n").at(-1) ?? "");
    }
    for (let look = 1; ; look++) {
      const results = (await this.#look()).filter(
        ({ id, outcome }) => ids.includes(id) && outcome.status !== "passed",
      );
      if (results.length === 0) return;
      if (look === maxLooks) throw new ProofError({ why: "not-passed", step, results, out });
      await sleep(lookAgainMs);
    }
  }

  async #look(): Promise<CheckResult[]> {
    const { exercise, values } = this;
    const checks = exercise.steps.flatMap((step) => step.checks);
    const results = await this.bench.look(
      checks.map((check) =>
        toCheck(check, {
          ...{ values, folder: exercise.folder, script: exercise.script },
          given: this.#answers.get(check.id) ?? null,
          seen: this.#seen.has(check.id),
        }),
      ),
    );
    for (const { id, seen } of results) if (seen) this.#seen.add(id);
    return results;
  }

  /** What the step's part of solution.sh prints, run as the learner in the exercise's folder. */
  async #solve(step: string): Promise<string> {
    const { exercise, values } = this;
    const part = exercise.solution.find((one) => one.step === step);
    const { makeFolder } = startOf(exercise, values);
    const run = await this.bench.solve({
      folder: makeFolder ? exercise.folder : null,
      script: fill(part?.commands ?? "", values),
    });
    if (run.code !== 0) throw new ProofError({ why: "solution-failed", step, run });
    return run.out.trim();
  }
}
