/**
 * The life of every workspace on this machine: one small state machine per owner, whose steps
 * never overlap (`Serial`).
 *
 *     none ──open──▶ opening ──▶ running ──idle, learner, operator, lost──▶ none
 *       └──open, machine full──▶ waiting ──a place──▶ opening
 *                                                        └──▶ failed ──open──▶ …
 *
 * Here is what may be asked of it. The steps themselves: openings.ts, endings.ts, take-up.ts; where
 * everybody is: state.ts; how the parts hang together: assemble.ts.
 */
import type { Socket } from "node:net";
import { EscaleError } from "@/lib/protocol/errors";
import type { BackendHealth } from "@/lib/protocol/health";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Quota } from "@/lib/protocol/quota";
import type {
  KeptHome,
  StopReason,
  WorkspaceSummary,
  WorkspaceView,
} from "@/lib/protocol/workspace";
import type { Checks } from "../checks/types";
import type { Comparison } from "../comparison/comparison";
import type { HostUser } from "../engine/remap";
import { messages } from "../errors";
import type { Terminals } from "../terminals/types";
import type { VirtualEngine } from "../virtual-engine/types";
import type { Watches } from "../watching/watches";
import { assemble, type Parts, type WorkspacesOptions } from "./assemble";
import type { Machine } from "./machine";
import { health, keptHomes, lastUsedAt, summaries } from "./overview";
import type { Files } from "./record";
import { nobody } from "./state";
import { viewOf } from "./views";

/** A running workspace's home, as work on its files needs it. */
export interface OpenHome {
  readonly workspace: WorkspaceId;
  readonly root: string;
  readonly learner: HostUser;
  /** something was done there: the idle time begins anew */
  used(): void;
  /** whether the disk has more than the reserve left, looked at now */
  room(): Promise<boolean>;
}

export class Workspaces {
  readonly #parts: Parts;
  readonly #machine: Machine;

  constructor(options: WorkspacesOptions) {
    this.#parts = assemble(options);
    this.#machine = this.#parts.machine;
  }

  get terminals(): Terminals {
    return this.#machine.context.terminals;
  }

  /** Who looks at whose terminals. */
  get watches(): Watches {
    return this.#machine.context.watches;
  }

  /** What learners' engines hold, by the id of a running workspace (`running`). */
  get virtualEngine(): VirtualEngine {
    return this.#machine.context.virtualEngine;
  }

  /** A virtual machine beside a container, by the id of a running workspace. */
  get comparison(): Comparison {
    return this.#machine.context.comparison;
  }

  /** The checks of exercises, by the id of a running workspace. */
  get checks(): Checks {
    return this.#machine.context.checks;
  }

  /** Resolves once what was there before is known again, or the engine is found to be away. */
  async start(): Promise<void> {
    await this.#machine.disk.check();
    await this.#machine.watch.start();
    this.#machine.diskUse.start();
  }

  /** Stops working and leaves every workspace as it is: the next backend takes over. */
  async close(): Promise<void> {
    const { context, watch, disk, diskUse, idle, queue, pool, serial } = this.#machine;
    this.#parts.beginClosing();
    watch.stop();
    disk.stop();
    await diskUse.stop();
    this.#parts.endings.stop();
    context.virtualEngine.close();
    idle.clear();
    queue.clear();
    await pool.stop();
    await serial.idle();
    await Promise.all([
      context.ports.closeAll(),
      this.terminals.closeAll(),
      context.gateway.closeAll(),
    ]);
  }

  /** Terminals that are open in all running workspaces. */
  openTerminals(): number {
    const { state } = this.#machine;
    return [...state.live.keys()].reduce((sum, id) => sum + this.terminals.list(id).length, 0);
  }

  view(owner: Owner): WorkspaceView {
    return viewOf(owner, this.#machine);
  }

  /** The id of the owner's running workspace; throws EscaleError no_workspace. */
  running(owner: Owner): WorkspaceId {
    return this.#machine.state.running(owner);
  }

  /** The home of the owner's running workspace, for the editor. Throws EscaleError no_workspace. */
  async home(owner: Owner): Promise<OpenHome> {
    const id = this.running(owner);
    const { context, idle, disk } = this.#machine;
    return {
      workspace: id,
      root: context.paths.workspace(id).home,
      learner: await context.learner(),
      used: () => idle.touch(id),
      room: async () => {
        await disk.check();
        return !disk.full();
      },
    };
  }

  /** Calls back on each change of the owner's view, and keeps their place in line meanwhile. */
  subscribe(owner: Owner, listener: () => void): () => void {
    const { state, queue } = this.#machine;
    const count = () => queue.listening(owner, state.events.count(owner));
    state.events.add(owner, listener);
    count();
    return () => {
      state.events.delete(owner, listener);
      count();
    };
  }

  /** Calls back on each change of the owner's view, for somebody who is not the owner. */
  lookOn(owner: Owner, listener: () => void): () => void {
    return this.#machine.state.events.lookOn(owner, listener);
  }

  streams(owner: Owner): number {
    return this.#machine.state.events.count(owner);
  }

  /**
   * Opens the owner's workspace or returns the one there is, which keeps what it was opened with. Resolves when it runs, waits in line,
   * or cannot be opened (state `unavailable`).
   */
  open(owner: Owner, quota: Quota = {}): Promise<WorkspaceView> {
    return this.#machine.serial.run(owner, async () => {
      await this.#parts.openings.open(owner, quota);
      return this.view(owner);
    });
  }

  /**
   * A connection to what the owner's containers publish at this port; whatever is used of it counts
   * as use of the workspace (`used`). Throws EscaleError no_workspace and those of `Ports.connect`.
   */
  async connectToPort(owner: Owner, port: number): Promise<{ server: Socket; used: () => void }> {
    const workspace = this.running(owner);
    const server = await this.#machine.context.ports.connect(workspace, port);
    return { server, used: () => this.#machine.idle.touch(workspace) };
  }

  /** Starts the idle time anew. Throws EscaleError no_workspace. */
  extend(owner: Owner): WorkspaceView {
    this.#machine.idle.touch(this.running(owner), true);
    return this.view(owner);
  }

  /**
   * Ends the owner's workspace or their waiting. Throws EscaleError engine_unavailable when the
   * engine is away: the ending is then finished on its return.
   */
  remove(owner: Owner, files: Files, reason: StopReason): Promise<WorkspaceView> {
    const { context, state, serial, queue } = this.#machine;
    return serial.run(owner, async () => {
      queue.leave(owner);
      const phase = state.phase(owner);
      const id = phase.kind === "running" ? phase.id : context.owners.find(owner);
      const at = new Date().toISOString();
      if (id !== null && (phase.kind === "running" || files === "remove")) {
        await this.#parts.endings.end(id, owner, { files, reason, at });
      } else {
        state.setPhase(owner, nobody);
      }
      return this.view(owner);
    });
  }

  /**
   * Removes the files of an owner who has not come back since `before` (ISO 8601). Throws
   * EscaleError in_use, and removes nothing, when they have, or are at work or in line now.
   */
  forget(owner: Owner, before: string): Promise<WorkspaceView> {
    const { context, state, serial, places } = this.#machine;
    return serial.run(owner, async () => {
      const id = context.owners.find(owner);
      const phase = state.phase(owner).kind;
      const busy = phase !== "none" && phase !== "failed";
      const since = (each: WorkspaceId) =>
        places.has(each) || Date.parse(lastUsedAt(context, each)) >= Date.parse(before);
      if (busy || (id !== null && since(id))) throw new EscaleError("in_use", messages.inUse);
      if (id !== null) {
        const at = new Date().toISOString();
        await this.#parts.endings.end(id, owner, { files: "remove", reason: "operator", at });
      }
      return this.view(owner);
    });
  }

  /** For the operator. Throws EscaleError engine_unavailable. */
  summaries(): Promise<WorkspaceSummary[]> {
    return summaries(this.#machine);
  }

  /** For the operator: home folders that wait for their owner. */
  keptHomes(): Promise<KeptHome[]> {
    return keptHomes(this.#machine);
  }

  health(): BackendHealth {
    return health(this.#machine);
  }
}
