/** A class without browsers: one trainer, and learners who tell of themselves as their pages do. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { reportEveryMs } from "@/lib/protocol/live";
import { root } from "../../scripts/bootstrap.mjs";
import { Learner } from "../support/learner";

export const lesson = "la-terminologie-docker/du-modele-a-l-instance";
export const exercise = `${lesson}/la-vie-d-un-conteneur`;

export interface Class {
  id: string;
  trainer: Learner;
  learners: readonly Pupil[];
}

export class Pupil {
  readonly learner: Learner;
  readonly name: string;
  readonly #page: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(learner: Learner, name: string, number: number) {
    this.learner = learner;
    this.name = name;
    this.#page = number.toString(36).padStart(12, "0");
  }

  /** `command`: typed just now. */
  async report(command?: string): Promise<void> {
    const commands = command === undefined ? [] : [command];
    const body = { page: this.#page, lesson, visible: true, commands, leaving: false };
    await this.learner.call("POST", "/api/live/presence", body);
  }

  /** From now on as a page does, at a moment of its own. */
  work(): void {
    const again = () => {
      this.#timer = setTimeout(() => {
        this.report().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
        again();
      }, reportEveryMs);
    };
    this.#timer = setTimeout(again, Math.random() * reportEveryMs);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }
}

const madeSchema = z.object({ id: z.string() });

export async function makeClass(site: string, count: number): Promise<Class> {
  const trainer = new Learner(site);
  const email = `bench-${Date.now()}@example.org`;
  await trainer.call("POST", "/api/account/sign-up", {
    ...{ name: "Ada Lovelace", email, password: "trois navires au port" },
  });
  await promisify(execFile)(process.execPath, [
    `${root}/scripts/admin.mjs`,
    ...["user", "role", email, "trainer"],
  ]);
  const { id } = madeSchema.parse(
    await trainer.call("POST", "/api/classes", { name: "Amphithéâtre" }),
  );
  const page = await fetch(new URL(`/classes/${id}`, site), {
    headers: { cookie: trainer.cookie },
  });
  const code = /rejoindre\?code=([2-9A-Z]{4}-[2-9A-Z]{4})/.exec(await page.text())?.[1];
  if (code === undefined) throw new Error("the class shows no code");
  const learners: Pupil[] = [];
  for (let number = 0; number < count; number++) {
    const learner = new Learner(site);
    const name = `Apprenant ${String(number + 1).padStart(2, "0")}`;
    await learner.call("POST", "/api/classes/join", { code, name });
    learners.push(new Pupil(learner, name, number));
  }
  return { id, trainer, learners };
}
