/**
 * When a workspace has been left unused for too long. Typing in a terminal, a request to the
 * virtual engine and an explicit « prolonger » count as use.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";

interface Use {
  lastMs: number;
  /** the deadline that the page was last told */
  toldMs: number;
  timer: NodeJS.Timeout;
}

/** Longest that setTimeout takes; beyond, it fires at once. */
const longestTimerMs = 2 ** 31 - 1;

export interface IdleOptions {
  idleMs(workspace: WorkspaceId): number;
  warningMs: number;
  onIdle(workspace: WorkspaceId): void;
  /** The deadline moved by enough that the page should know. */
  onMoved(workspace: WorkspaceId): void;
}

export class Idle {
  readonly #uses = new Map<WorkspaceId, Use>();

  constructor(private readonly options: IdleOptions) {}

  /** The page is told at most this often, so that typing does not push a message per key. */
  #tellMs(workspace: WorkspaceId): number {
    return Math.min(30_000, this.options.idleMs(workspace) / 20);
  }

  /** Begins to watch, as if just used. */
  watch(workspace: WorkspaceId): void {
    this.forget(workspace);
    const lastMs = Date.now();
    this.#uses.set(workspace, {
      lastMs,
      toldMs: lastMs + this.options.idleMs(workspace),
      timer: this.#wait(workspace, this.options.idleMs(workspace)),
    });
  }

  /** Something was done there. `tell`: say so to the page at once. */
  touch(workspace: WorkspaceId, tell = false): void {
    const use = this.#uses.get(workspace);
    if (!use) return;
    const now = Date.now();
    const warned = now >= use.toldMs - this.options.warningMs;
    use.lastMs = now;
    if (
      tell ||
      warned ||
      now + this.options.idleMs(workspace) - use.toldMs >= this.#tellMs(workspace)
    ) {
      use.toldMs = now + this.options.idleMs(workspace);
      this.options.onMoved(workspace);
    }
  }

  /** When it stops unless used before, ms since the epoch; null when not watched. */
  deadline(workspace: WorkspaceId): number | null {
    const use = this.#uses.get(workspace);
    return use ? use.lastMs + this.options.idleMs(workspace) : null;
  }

  forget(workspace: WorkspaceId): void {
    const use = this.#uses.get(workspace);
    if (use) clearTimeout(use.timer);
    this.#uses.delete(workspace);
  }

  clear(): void {
    for (const workspace of [...this.#uses.keys()]) this.forget(workspace);
  }

  #wait(workspace: WorkspaceId, ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => this.#due(workspace), Math.min(ms, longestTimerMs));
    timer.unref();
    return timer;
  }

  #due(workspace: WorkspaceId): void {
    const use = this.#uses.get(workspace);
    if (!use) return;
    const leftMs = use.lastMs + this.options.idleMs(workspace) - Date.now();
    // looked at again later if used meanwhile, or if the stop that was asked for did not happen
    use.timer = this.#wait(workspace, leftMs > 0 ? leftMs : this.options.idleMs(workspace));
    if (leftMs <= 0) this.options.onIdle(workspace);
  }
}
