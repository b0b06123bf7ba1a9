/** A backend with fresh workspaces, in which exercises are proved through its own API. */
import { z } from "zod";
import { TestBackend } from "@/backend/testing/daemon";
import type { Bench } from "@/lib/exercises/prove";
import { checkResultSchema } from "@/lib/protocol/checks/check";
import { solutionRunSchema } from "@/lib/protocol/checks/solution";

/** Workspaces at a time: the engine's own work is what takes long. */
const together = 3;

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
  async withWorkspace(work: (bench: Bench, owner: string) => Promise<void>): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const owner = `proof-${++this.#count}`;
    try {
      await this.backend.open(owner);
      await work(this.#bench(owner), owner);
    } finally {
      await this.backend.call("DELETE", `/v1/owners/${owner}/workspace?files=remove`);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #bench(owner: string): Bench {
    const ask = async (what: string, body: unknown): Promise<string> => {
      const path = `/v1/owners/${owner}/workspace/${what}`;
      const { status, text } = await this.backend.call("POST", path, JSON.stringify(body));
      if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
      return text;
    };
    return {
      async begin(start) {
        await ask("exercise", start);
      },
      look: async (checks) =>
        z.array(checkResultSchema).parse(JSON.parse(await ask("checks/look", checks))),
      solve: async (solution) =>
        solutionRunSchema.parse(JSON.parse(await ask("solution", solution))),
    };
  }
}
