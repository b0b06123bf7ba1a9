/**
 * How workspaces end: asked for, idle, dead or nobody's. An ending that the engine refuses is kept
 * in mind, with its place on the machine, and tried again until it is done.
 */
import { EscaleError } from "@/lib/protocol/errors";
import { isProofOwner, type Owner, type WorkspaceId } from "@/lib/protocol/ids";
import type { StopReason } from "@/lib/protocol/workspace";
import { isWorkstationRunning } from "../engine/workstation";
import { messages } from "../errors";
import type { Machine } from "./machine";
import type { Files } from "./record";
import { announceEnding, type Ending, finishEnding } from "./remove";

/** Endings that the engine refused are tried again this often. */
const retryMs = 30_000;

const endingNow = (files: Files, reason: StopReason): Ending => ({
  files,
  reason,
  at: new Date().toISOString(),
});

export class Endings {
  readonly #machine: Machine;
  readonly #onPlace: () => void;
  /** endings that could not be carried out yet; their places stay held */
  readonly #unfinished = new Map<WorkspaceId, { owner: Owner | null; ending: Ending }>();
  readonly #timer: NodeJS.Timeout;

  /** @param onPlace a place on the machine may have become free */
  constructor(machine: Machine, onPlace: () => void) {
    this.#machine = machine;
    this.#onPlace = onPlace;
    this.#timer = setInterval(() => this.retry(), retryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The ending of this workspace that could not be carried out yet. */
  unfinished(workspace: WorkspaceId): Ending | null {
    return this.#unfinished.get(workspace)?.ending ?? null;
  }

  /** Ends a workspace. Rejects, after noting it for later, when the engine does not play along. */
  async end(
    workspace: WorkspaceId,
    owner: Owner | null,
    ending: Ending,
    keepPlace = false,
  ): Promise<void> {
    const { context, state, pool, idle, places } = this.#machine;
    const log = context.log.child({
      workspace,
      owner,
      reason: ending.reason,
      files: ending.files,
    });
    pool.drop(workspace);
    idle.forget(workspace);
    context.quotas.forget(workspace);
    state.runsNoMore(workspace);
    try {
      announceEnding(context, workspace, ending);
    } catch (error) {
      // a full disk must not keep a workspace from ending
      log.error({ err: error }, "the ending could not be written down");
    }
    const stopped = { reason: ending.reason, at: ending.at };
    if (owner !== null) state.setPhase(owner, { kind: "none", stopped });
    try {
      await finishEnding(context, workspace, owner, ending);
    } catch (error) {
      this.#unfinished.set(workspace, { owner, ending });
      log.error({ err: error }, "the ending will be tried again");
      throw new EscaleError("engine_unavailable", messages.endingDelayed, { cause: error });
    }
    this.#unfinished.delete(workspace);
    if (!keepPlace) places.release(workspace);
    log.info("workspace ended");
    if (owner !== null) state.events.changed(owner);
    this.#onPlace();
  }

  /** Ends a workspace that is nobody's. */
  discard(workspace: WorkspaceId): Promise<void> {
    return this.end(workspace, null, endingNow("remove", "lost"));
  }

  /** Ends in the background, in the owner's turn. */
  endLater(workspace: WorkspaceId, owner: Owner | null, ending: Ending): void {
    this.#inTurn(owner, () => this.end(workspace, owner, ending));
  }

  discardLater(workspace: WorkspaceId): void {
    this.endLater(workspace, null, endingNow("remove", "lost"));
  }

  /** Left unused for too long, unless it was used since. */
  stopIdle(workspace: WorkspaceId): void {
    const { state, idle } = this.#machine;
    const owner = state.ownerOf(workspace);
    if (owner === undefined) return;
    this.#inTurn(owner, async () => {
      const deadline = idle.deadline(workspace);
      if (deadline === null || deadline > Date.now()) return;
      // a proof whose web has died leaves nothing that anybody comes back to
      const files = isProofOwner(owner) ? "remove" : "keep";
      await this.end(workspace, owner, endingNow(files, "idle"));
    });
  }

  /** It goes on writing though its disk is used up: the files stay, for their owner to remove some. */
  stopOverfull(workspace: WorkspaceId): void {
    const owner = this.#machine.state.ownerOf(workspace);
    if (owner === undefined) return;
    this.#inTurn(owner, async () => {
      if (this.#machine.state.ownerOf(workspace) === owner)
        await this.end(workspace, owner, endingNow("keep", "disk"));
    });
  }

  /** A workstation stopped: by us, or killed, out of memory, removed by the operator. */
  onDeath(workspace: WorkspaceId): void {
    const { context, state, pool, serial } = this.#machine;
    const owner = state.ownerOf(workspace);
    if (owner === undefined && !pool.has(workspace)) return;
    const check = () => this.#endIfDead(workspace, owner ?? null);
    (owner === undefined ? check() : serial.run(owner, check)).catch((error) =>
      context.log.error({ err: error, workspace }, "a dead workstation could not be cleared away"),
    );
  }

  async #endIfDead(workspace: WorkspaceId, owner: Owner | null): Promise<void> {
    const { context, state, pool } = this.#machine;
    if (await isWorkstationRunning(context.engine, workspace)) return;
    // looked at after the wait: it may have been claimed or ended meanwhile
    if (owner === null ? !pool.has(workspace) : state.ownerOf(workspace) !== owner) return;
    context.log.warn({ workspace, owner }, "the workstation died");
    await this.end(workspace, owner, endingNow(owner === null ? "remove" : "keep", "lost"));
  }

  /** Tries the unfinished endings again, in the background. */
  retry(): void {
    if (!this.#machine.watch.state().up) return;
    for (const [workspace, { owner, ending }] of [...this.#unfinished]) {
      this.#inTurn(owner, async () => {
        if (this.#unfinished.has(workspace)) await this.end(workspace, owner, ending);
      });
    }
  }

  #inTurn(owner: Owner | null, task: () => Promise<void>): void {
    (owner === null ? task() : this.#machine.serial.run(owner, task)).catch(() => {
      // logged by end, which is tried again later
    });
  }
}
