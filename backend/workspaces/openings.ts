/** How workspaces open: a place on the machine first, then a prepared workstation or a new one. */
import { randomBytes } from "node:crypto";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Quota } from "@/lib/protocol/quota";
import { messages } from "../errors";
import { build } from "./build";
import type { Endings } from "./endings";
import { openingFailure } from "./failures";
import { canOpen, type Machine } from "./machine";
import { readRecord, writeRecord } from "./record";
import { nobody } from "./state";

/** The right to one place on the machine, taken at once and used when the owner's turn comes. */
type Grant =
  | { kind: "prepared"; id: WorkspaceId }
  | { kind: "build"; id: WorkspaceId; fresh: boolean; evict: WorkspaceId | null };

export class Openings {
  readonly #machine: Machine;
  readonly #endings: Endings;
  /** told when a workstation that is being made dies */
  /** what web said last of those who are to be let in */
  readonly #quotas = new Map<Owner, Quota>();
  readonly #deaths = new Map<WorkspaceId, (error: Error) => void>();

  constructor(machine: Machine, endings: Endings) {
    this.#machine = machine;
    this.#endings = endings;
  }

  /** In the owner's turn: opens, joins the line, or leaves a phase that says why it cannot be. */
  async open(owner: Owner, quota: Quota): Promise<void> {
    const { context, state, queue, idle, watch, disk } = this.#machine;
    const phase = state.phase(owner);
    // one that runs keeps what it was opened with
    if (phase.kind !== "running") this.#quotas.set(owner, quota);
    if (phase.kind === "running") {
      idle.touch(phase.id);
    } else if (phase.kind === "waiting") {
      // an engine or a disk that fails meanwhile costs nobody their place
      queue.join(owner, state.events.count(owner));
    } else if (!watch.state().up) {
      // the view says so for as long as it lasts
      state.setPhase(owner, nobody);
    } else if (disk.full()) {
      state.setPhase(owner, { kind: "failed", code: "disk_full", message: messages.diskFull });
    } else {
      const grant = queue.length === 0 ? this.#grant(owner) : null;
      if (grant) await this.#admit(owner, grant);
      else {
        context.log.info({ owner, waiting: queue.length + 1 }, "machine full: in line");
        queue.join(owner, state.events.count(owner));
        state.setPhase(owner, { kind: "waiting" });
      }
    }
  }

  /** Lets those in line in, as far as there are places. */
  dispatch(): void {
    const { context, state, queue, serial } = this.#machine;
    while (canOpen(this.#machine)) {
      const owner = queue.head();
      const grant = owner === null ? null : this.#grant(owner);
      if (owner === null || grant === null) return;
      queue.leave(owner);
      state.setPhase(owner, { kind: "opening" });
      serial
        .run(owner, async () => {
          // they may have given up since
          if (state.phase(owner).kind === "opening") await this.#admit(owner, grant);
          else this.#giveBack(grant);
        })
        .catch((error) => context.log.error({ err: error, owner }, "opening from the line failed"));
    }
  }

  newId(): WorkspaceId {
    const { context, places } = this.#machine;
    const id = randomBytes(6).toString("hex");
    return context.homes.exists(id) || places.has(id) ? this.newId() : id;
  }

  /** A new workspace up to the point where a shell can be opened; its home is empty. */
  async prepare(workspace: WorkspaceId): Promise<void> {
    const { homes, paths } = this.#machine.context;
    homes.makeRoot(workspace);
    writeRecord(paths.workspace(workspace).root, { state: "prepared" });
    try {
      await this.#build(workspace);
    } catch (error) {
      await this.#endings.discard(workspace).catch(() => {
        // logged there, and tried again later
      });
      throw error;
    }
  }

  /** If this workstation is being made, its making fails at once. */
  noteDeath(workspace: WorkspaceId): void {
    this.#deaths.get(workspace)?.(new Error("the workstation died while it was being started"));
  }

  /** Takes a place for the owner, synchronously; null when the machine is full. */
  #grant(owner: Owner): Grant | null {
    const { context, places, pool } = this.#machine;
    const kept = context.owners.find(owner);
    const quota = this.#quotas.get(owner) ?? {};
    // what was made ahead was made for the machine's usual
    if (kept === null && Object.keys(quota).length === 0) {
      const prepared = pool.take();
      if (prepared !== null) return { kind: "prepared", id: prepared };
    }
    const id = kept ?? this.newId();
    const fresh = kept === null;
    // an ending of theirs that is not finished holds a place still
    if (places.has(id)) return { kind: "build", id, fresh, evict: null };
    const evict = places.free > 0 ? null : pool.take();
    if (places.free === 0 && evict === null) return null;
    places.hold(id);
    return { kind: "build", id, fresh, evict };
  }

  #giveBack(grant: Grant): void {
    const { places, pool } = this.#machine;
    if (grant.kind === "prepared") pool.adopt(grant.id);
    else {
      if (this.#endings.unfinished(grant.id) === null) places.release(grant.id);
      if (grant.evict !== null) pool.adopt(grant.evict);
    }
    this.dispatch();
  }

  async #admit(owner: Owner, grant: Grant): Promise<void> {
    const { context, state, pool, idle } = this.#machine;
    const { root } = context.paths.workspace(grant.id);
    const began = performance.now();
    state.setPhase(owner, { kind: "opening" });
    const before = grant.kind === "build" && !grant.fresh ? readRecord(root) : null;
    const quota = this.#quotas.get(owner) ?? {};
    this.#quotas.delete(owner);
    try {
      if (grant.kind === "build") {
        if (grant.evict !== null) await this.#endings.discard(grant.evict);
        const unfinished = this.#endings.unfinished(grant.id);
        if (unfinished) {
          await this.#endings.end(grant.id, owner, unfinished, true);
          state.setPhase(owner, { kind: "opening" });
        }
        context.quotas.tell(grant.id, quota);
        await (grant.fresh ? this.prepare(grant.id) : this.#build(grant.id));
      }
      if (context.owners.find(owner) === null) context.owners.claim(owner, grant.id);
      const openedAt = new Date().toISOString();
      writeRecord(root, {
        ...{ state: "running", openedAt },
        ...(Object.keys(quota).length > 0 && { quota }),
      });
      idle.watch(grant.id);
      state.run(owner, grant.id, openedAt);
      const ms = performance.now() - began;
      context.metrics.opened(grant.kind, ms);
      context.log.info(
        { workspace: grant.id, owner, from: grant.kind, ms: Math.round(ms) },
        "workspace opened",
      );
    } catch (error) {
      context.metrics.openingFailed();
      context.log.error(
        { err: error, workspace: grant.id, owner },
        "workspace could not be opened",
      );
      const fresh = context.owners.find(owner) === null;
      const ending = {
        files: fresh ? ("remove" as const) : ("keep" as const),
        reason: before?.state === "stopped" ? before.reason : ("lost" as const),
        at: before?.state === "stopped" ? before.at : new Date().toISOString(),
      };
      await this.#endings.end(grant.id, fresh ? null : owner, ending).catch(() => {
        // logged there, and tried again later
      });
      state.setPhase(owner, { kind: "failed", ...openingFailure(error) });
    }
    pool.refill();
  }

  async #build(workspace: WorkspaceId): Promise<void> {
    const died = new Promise<never>((_resolve, reject) => this.#deaths.set(workspace, reject));
    died.catch(() => {
      // raced in build(); may come when nobody waits any more
    });
    try {
      await build(this.#machine.context, workspace, died);
    } finally {
      this.#deaths.delete(workspace);
    }
  }
}
