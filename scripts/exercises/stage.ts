/** A backend with fresh workspaces, in which exercises are begun, solved and looked at. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { runIn } from "@/backend/checks/sight/command";
import { workstationName } from "@/backend/engine/ownership";
import { TestBackend } from "@/backend/testing/daemon";
import type { Exercise } from "@/lib/content/exercises/read";
import { startOf } from "@/lib/content/exercises/start";
import { fill, type Values } from "@/lib/content/exercises/template";
import { toCheck } from "@/lib/content/exercises/to-check";
import { drawValues } from "@/lib/content/exercises/values";
import { checkResultSchema } from "@/lib/protocol/checks/check";
import type { WorkspaceId } from "@/lib/protocol/ids";

/** Workspaces at a time: the engine's own work is what takes long. */
const together = 3;
const solutionSeconds = 100;

export class Stage {
  #backend: TestBackend | null = null;
  #count = 0;
  #free = together;
  readonly #waiting: (() => void)[] = [];

  get backend(): TestBackend {
    if (!this.#backend) throw new Error("the stage is not open");
    return this.#backend;
  }

  async open(): Promise<void> {
    this.#backend = new TestBackend({ ESCALE_WORKSPACES: String(together + 2) });
    await this.#backend.start();
  }

  async close(): Promise<void> {
    await this.#backend?.destroy();
  }

  /** A workspace of an owner who was never there; it is gone afterwards. */
  async withWorkspace(work: (station: Station) => Promise<void>): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const owner = `proof-${++this.#count}`;
    try {
      const { id } = await this.backend.open(owner);
      await work(new Station(this.backend, owner, id));
    } finally {
      await this.backend.call("DELETE", `/v1/owners/${owner}/workspace?files=remove`);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

export class Station {
  readonly #seen = new Set<string>();
  readonly #answers = new Map<string, string>();
  #exercise: Exercise | null = null;
  #values: Values = {};

  constructor(
    private readonly backend: TestBackend,
    private readonly owner: string,
    private readonly workspace: WorkspaceId,
  ) {}

  /** As « Commencer » and « Recommencer » do. */
  async begin(exercise: Exercise): Promise<void> {
    this.#exercise = exercise;
    this.#values = drawValues(exercise.values, this.owner, exercise.id);
    this.#seen.clear();
    this.#answers.clear();
    await this.#ask("exercise", startOf(exercise, this.#values));
  }

  answer(check: string, given: string): void {
    this.#answers.set(check, given);
  }

  /** Ids of the checks that pass now; each one's outcome in `last`. */
  async passed(): Promise<string[]> {
    return (await this.#look())
      .filter(({ outcome }) => outcome.status === "passed")
      .map(({ id }) => id);
  }

  async #look() {
    const exercise = this.#exercise;
    if (!exercise) throw new Error("no exercise was begun");
    const checks = exercise.steps.flatMap((step) => step.checks);
    const asked = checks.map((check) =>
      toCheck(check, {
        values: this.#values,
        folder: exercise.slug,
        script: exercise.script,
        given: this.#answers.get(check.id) ?? null,
        seen: this.#seen.has(check.id),
      }),
    );
    const answer: unknown = JSON.parse(await this.#ask("checks/look", asked));
    const results = z.array(checkResultSchema).parse(answer);
    for (const { id, seen } of results) if (seen) this.#seen.add(id);
    return results;
  }

  async #ask(what: string, body: unknown): Promise<string> {
    const path = `/v1/owners/${this.owner}/workspace/${what}`;
    const { status, text } = await this.backend.call("POST", path, JSON.stringify(body));
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return text;
  }

  /** Resolves once all of these pass: a server may take a moment to answer. Throws what was found. */
  async until(ids: readonly string[], context: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const failing = (await this.#look()).filter(
        ({ id, outcome }) => ids.includes(id) && outcome.status !== "passed",
      );
      if (failing.length === 0) return;
      if (attempt === 60) throw new Error(`${context}\n${JSON.stringify(failing, null, 2)}`);
      await sleep(150);
    }
  }

  /** Runs the step's part of solution.sh as the learner, in the exercise's folder; its output. */
  async solve(exercise: Exercise, step: string): Promise<string> {
    const part = exercise.solution.find((one) => one.step === step);
    const home = "/home/apprenant";
    const folder = startOf(exercise, this.#values).makeFolder
      ? `${home}/exercices/${exercise.slug}`
      : home;
    const script = fill(part?.commands ?? "", this.#values);
    const ran = await runIn(this.backend.engine, workstationName(this.workspace), {
      container: null,
      argv: [
        ...["/usr/bin/env", "-C", folder, `HOME=${home}`],
        ...["/bin/bash", "--noprofile", "--norc", "-eu", "-o", "pipefail", "-c", script],
      ],
      seconds: solutionSeconds,
    });
    if (!ran.ran) throw new Error(`solution.sh of “${step}”: ${ran.why}`);
    if (ran.code !== 0)
      throw new Error(`solution.sh of “${step}” ended with ${ran.code}:\n${ran.out}${ran.err}`);
    return ran.out.trim();
  }
}
