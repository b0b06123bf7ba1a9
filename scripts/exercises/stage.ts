/** A backend with fresh workspaces, in which exercises are begun, solved and looked at. */
import { setTimeout as sleep } from "node:timers/promises";
import { evaluate } from "@/backend/checks/evaluate";
import { fillFolder } from "@/backend/checks/folder";
import { removeOwn } from "@/backend/checks/remove";
import { runIn } from "@/backend/checks/sight/command";
import { engineSight } from "@/backend/checks/sight/engine";
import { createSight } from "@/backend/checks/sight/sight";
import type { Sight } from "@/backend/checks/types";
import { workstationName } from "@/backend/engine/ownership";
import { readEngineHost } from "@/backend/engine/remap";
import { TestBackend } from "@/backend/testing/daemon";
import type { Exercise } from "@/lib/content/exercises/read";
import { startOf } from "@/lib/content/exercises/start";
import { fill, type Values } from "@/lib/content/exercises/template";
import { toCheck } from "@/lib/content/exercises/to-check";
import { drawValues } from "@/lib/content/exercises/values";
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
  readonly #sight: Sight;
  #exercise: Exercise | null = null;
  #values: Values = {};

  constructor(
    private readonly backend: TestBackend,
    private readonly owner: string,
    private readonly workspace: WorkspaceId,
  ) {
    const { engine, paths } = backend;
    const virtual = engineSight(paths.workspace(workspace).dockerSocket);
    this.#sight = createSight({ workspace, engine, virtual, paths });
  }

  /** As « Commencer » and « Recommencer » do. */
  async begin(exercise: Exercise): Promise<void> {
    this.#exercise = exercise;
    this.#values = drawValues(exercise.values, this.owner, exercise.id);
    this.#seen.clear();
    this.#answers.clear();
    const { home, dockerSocket } = this.backend.paths.workspace(this.workspace);
    const { folder, files, makeFolder, remove } = startOf(exercise, this.#values);
    const { learner } = await readEngineHost(this.backend.engine);
    await removeOwn(dockerSocket, remove);
    if (makeFolder) await fillFolder(folder, files, { home, learner });
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
    const results = await Promise.all(
      checks.map((check) =>
        evaluate(
          toCheck(check, {
            values: this.#values,
            folder: exercise.slug,
            script: exercise.script,
            given: this.#answers.get(check.id) ?? null,
            seen: this.#seen.has(check.id),
          }),
          this.#sight,
        ),
      ),
    );
    for (const { id, seen } of results) if (seen) this.#seen.add(id);
    return results;
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
