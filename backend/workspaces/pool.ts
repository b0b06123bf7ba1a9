/**
 * Workstations made ahead, so that a newcomer's first prompt waits for no container. Refilled in
 * the background, one at a time; never takes the machine's last free place, so a learner who
 * returns to kept files (which no prepared workstation can have) still finds one.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Log } from "../log";
import type { Places } from "./limits";

export interface PoolOptions {
  target: number;
  places: Places;
  log: Log;
  /** engine up, disk not full, nobody waiting */
  mayRefill(): boolean;
  newId(): WorkspaceId;
  /** makes one; rejects when it cannot, with nothing left of it or its ending announced */
  prepare(workspace: WorkspaceId): Promise<void>;
  onReady(): void;
  /** pause before making the next one: the learner who just took one is starting a shell */
  pauseMs?: number;
}

const firstRetryMs = 2_000;
const lastRetryMs = 60_000;

export class Pool {
  readonly #ready: WorkspaceId[] = [];
  #making: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #retryMs = firstRetryMs;
  #stopped = false;

  constructor(private readonly options: PoolOptions) {}

  get size(): number {
    return this.#ready.length;
  }
  list(): readonly WorkspaceId[] {
    return this.#ready;
  }
  has(workspace: WorkspaceId): boolean {
    return this.#ready.includes(workspace);
  }
  /** The one that has been ready for longest; its place goes with it. */
  take(): WorkspaceId | null {
    return this.#ready.shift() ?? null;
  }
  /** One that a restart found. */
  adopt(workspace: WorkspaceId): void {
    this.#ready.push(workspace);
  }
  /** It died. */
  drop(workspace: WorkspaceId): boolean {
    const index = this.#ready.indexOf(workspace);
    if (index >= 0) this.#ready.splice(index, 1);
    return index >= 0;
  }

  /** Asks for a refill, soon. May be called at any time, as often as one likes. */
  refill(afterMs = this.options.pauseMs ?? 500): void {
    if (this.#stopped || this.#timer || this.#making) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#making = this.#make().then((againMs) => {
        this.#making = null;
        if (againMs !== null) this.refill(againMs);
      });
    }, afterMs);
    this.#timer.unref();
  }

  /** Resolves when none is being made any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#making;
  }

  /** Returns after how many ms to look again; null when there is nothing to do for now. */
  async #make(): Promise<number | null> {
    const { places, target, log } = this.options;
    if (this.#stopped || this.size >= target || places.free < 2) return null;
    if (!this.options.mayRefill()) return null;
    const workspace = this.options.newId();
    places.hold(workspace);
    try {
      await this.options.prepare(workspace);
      this.#ready.push(workspace);
      this.#retryMs = firstRetryMs;
      log.info({ workspace, ready: this.size }, "workstation prepared");
      this.options.onReady();
      return this.options.pauseMs ?? 500;
    } catch (error) {
      log.error({ err: error, workspace }, "a workstation could not be prepared");
      const againMs = this.#retryMs;
      this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
      return againMs;
    }
  }
}
