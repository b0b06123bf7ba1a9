/**
 * For engine tests: one workstation, its terminals and a front door for browsers, for all tests of
 * a file. Call `scene()` at the top of the file; terminals left open by a test are closed after it.
 */
import { join } from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createTerminals } from "../terminals";
import type { Terminals } from "../types";
import { Browser, serveTerminals } from "./browser";
import { createWorkstation, testEngine } from "./container";

export const size = { cols: 80, rows: 24 };
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Workstation = Awaited<ReturnType<typeof createWorkstation>>;
type Options = ConstructorParameters<typeof Browser>[3];

export class Scene {
  readonly events: string[] = [];
  readonly workstation: Workstation;
  terminals: Terminals;
  #front: { close(): Promise<void> } | null = null;

  constructor(workstation: Workstation) {
    this.workstation = workstation;
    this.terminals = this.#newTerminals();
  }

  get workspace() {
    return this.workstation.workspace;
  }

  get frontPath() {
    return join(this.workstation.folder, "front.sock");
  }

  #newTerminals() {
    return createTerminals({
      limits: { terminals: 40 },
      log: pino({ level: "warn" }),
      events: {
        activity: () => this.events.push("activity"),
        changed: () => this.events.push("changed"),
        looking: () => {},
        keyboard: () => {},
      },
    });
  }

  async serve() {
    await this.terminals.listen(this.workspace, this.workstation.socketPath);
    this.#front = await serveTerminals(this.terminals, this.frontPath);
  }

  async stopServing() {
    await this.#front?.close();
    await this.terminals.closeAll();
    this.terminals = this.#newTerminals();
  }

  async look(id: number, options?: Options) {
    const browser = new Browser(this.frontPath, this.workspace, id, options);
    await browser.live();
    return browser;
  }

  async open(options?: Options) {
    const { id } = await this.terminals.open(this.workspace, size);
    return { id, browser: await this.look(id, options) };
  }

  close(id: number) {
    return this.terminals.close(this.workspace, id);
  }

  list() {
    return this.terminals.list(this.workspace);
  }
}

/** The scene, once `beforeAll` has run. */
export function scene(): () => Scene {
  let current: Scene | undefined;
  const get = () => {
    if (!current) throw new Error("the scene is set by beforeAll");
    return current;
  };
  beforeAll(async () => {
    current = new Scene(await createWorkstation(testEngine()));
    await current.serve();
    await current.workstation.container.start();
    await current.terminals.ready(current.workspace, 10_000);
  });
  afterEach(async () => {
    await Promise.all(
      get()
        .list()
        .map(({ id }) => get().close(id)),
    );
  });
  afterAll(async () => {
    await get().stopServing();
    await get().workstation.remove();
  });
  return get;
}
