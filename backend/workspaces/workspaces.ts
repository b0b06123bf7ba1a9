/**
 * The life of every workspace on this machine: one small state machine per owner, whose steps
 * never overlap (`Serial`).
 *
 *     none ──open──▶ opening ──▶ running ──idle, learner, operator, lost──▶ none
 *       └──open, machine full──▶ waiting ──a place──▶ opening
 *                                                        └──▶ failed ──open──▶ …
 */
import { randomBytes } from "node:crypto";
import { EscaleError } from "@/lib/protocol/errors";
import type { BackendHealth } from "@/lib/protocol/health";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import type { StopReason, WorkspaceSummary, WorkspaceView } from "@/lib/protocol/workspace";
import { connectEngine } from "../engine/client";
import { listContainers, removeObjects } from "../engine/objects";
import { workstationImage } from "../engine/ownership";
import { type HostUser, readEngineHost } from "../engine/remap";
import { type EngineWatch, watchEngine } from "../engine/watch";
import { isWorkstationRunning } from "../engine/workstation";
import { engineUnavailable, messages, noWorkspace } from "../errors";
import type { ActivityListener, Gateway } from "../gateway/types";
import type { Log } from "../log";
import type { TerminalEvents, Terminals } from "../terminals/types";
import { build, hello, serve } from "./build";
import type { Context } from "./context";
import { type Disk, watchDisk } from "./disk";
import { OwnerEvents } from "./events";
import { openingFailure } from "./failures";
import { Homes } from "./homes";
import { Idle } from "./idle";
import { readInstance } from "./instance";
import { Places } from "./limits";
import { Owners } from "./owners";
import { Pool } from "./pool";
import { Queue } from "./queue";
import { type Fate, survey } from "./reconcile";
import { type Files, readRecord, writeRecord } from "./record";
import { announceEnding, type Ending, finishEnding } from "./remove";
import { Serial } from "./serial";
import { type Phase, summaryOf, type ViewSources, viewOf } from "./views";

export interface WorkspacesOptions {
  settings: Settings;
  paths: Paths;
  log: Log;
  /** `learner`: the learner's user on the host, once the engine has told */
  gateway(onActivity: ActivityListener, learner: () => Promise<HostUser>): Gateway;
  terminals(events: TerminalEvents): Terminals;
  /** the workstation's image, where it is not the usual one */
  image?: string;
}

/** The right to one place on the machine, taken at once and used when the owner's turn comes. */
type Grant =
  | { kind: "prepared"; id: WorkspaceId }
  | { kind: "build"; id: WorkspaceId; fresh: boolean; evict: WorkspaceId | null };

const nobody: Phase = { kind: "none", stopped: null };
/** How long a start waits for the inits of running workstations, which try every 250 ms. */
const reconnectMs = 1_500;
/** Endings that the engine refused are tried again this often. */
const retryEndingsMs = 30_000;

export class Workspaces {
  readonly terminals: Terminals;
  readonly #context: Context;
  readonly #log: Log;
  readonly #watch: EngineWatch;
  readonly #disk: Disk;
  readonly #events = new OwnerEvents();
  readonly #serial = new Serial<Owner>();
  readonly #phases = new Map<Owner, Phase>();
  /** running workspaces */
  readonly #live = new Map<WorkspaceId, Owner>();
  /** endings that could not be carried out yet; their places stay held */
  readonly #unfinished = new Map<WorkspaceId, { owner: Owner | null; ending: Ending }>();
  /** told when a workstation that is being made dies */
  readonly #deaths = new Map<WorkspaceId, (error: Error) => void>();
  readonly #places: Places;
  readonly #pool: Pool;
  readonly #queue: Queue;
  readonly #idle: Idle;
  readonly #views: ViewSources;
  readonly #retryTimer: NodeJS.Timeout;
  #learner: HostUser | null = null;
  /** prepared workstations found at start-up whose init is not connected yet */
  #adopting = 0;
  #closed = false;

  constructor(options: WorkspacesOptions) {
    const { settings, paths, log } = options;
    this.#log = log;
    const instance = readInstance(paths.data);
    const engine = connectEngine(paths.engineSocket);
    const learner = async () => this.#learner ?? (await this.#askEngineHost());
    const gateway = options.gateway((workspace) => this.#idle.touch(workspace), learner);
    this.terminals = options.terminals({
      activity: (workspace) => this.#idle.touch(workspace),
      changed: (workspace) => this.#changed(workspace),
    });
    this.#context = {
      settings,
      paths,
      log,
      engine,
      instance,
      gateway,
      terminals: this.terminals,
      homes: new Homes(paths),
      owners: new Owners(paths, log),
      image: options.image ?? workstationImage,
      learner,
    };
    this.#places = new Places(settings.ESCALE_WORKSPACES);
    this.#idle = new Idle({
      idleMs: settings.ESCALE_IDLE,
      warningMs: settings.ESCALE_IDLE_WARNING,
      onIdle: (workspace) => this.#stopIdle(workspace),
      onMoved: (workspace) => this.#changed(workspace),
    });
    this.#queue = new Queue(
      (owner) => this.#setPhase(owner, nobody),
      (owners) => {
        for (const owner of owners) this.#events.changed(owner);
      },
    );
    this.#disk = watchDisk(paths.workspaces, settings.ESCALE_DISK_RESERVE, log, () => {
      this.#forgive("disk_full");
      this.#dispatch();
      this.#pool.refill();
    });
    this.#pool = new Pool({
      target: settings.ESCALE_PREPARED,
      places: this.#places,
      log,
      mayRefill: () =>
        this.#watch.state().up &&
        !this.#disk.full() &&
        this.#queue.length === 0 &&
        this.#adopting === 0 &&
        !this.#closed,
      newId: () => this.#newId(),
      prepare: (workspace) => this.#prepare(workspace),
      onReady: () => this.#dispatch(),
    });
    this.#watch = watchEngine({
      engine,
      socketPath: paths.engineSocket,
      instance,
      log,
      onUp: () => this.#engineUp(),
      onDown: () => this.#events.changedAll(),
      onWorkstationDeath: (workspace) => this.#onDeath(workspace),
    });
    this.#views = {
      context: this.#context,
      idle: this.#idle,
      queue: this.#queue,
      engineState: () => this.#watch.state(),
      phase: (owner) => this.#phases.get(owner) ?? nobody,
    };
    this.#retryTimer = setInterval(() => this.#retryEndings(), retryEndingsMs);
    this.#retryTimer.unref();
  }

  /** Resolves once what was there before is known again, or the engine is found to be away. */
  async start(): Promise<void> {
    await this.#disk.check();
    await this.#watch.start();
  }

  /** Stops working and leaves every workspace as it is: the next backend takes over. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watch.stop();
    this.#disk.stop();
    clearInterval(this.#retryTimer);
    this.#idle.clear();
    this.#queue.clear();
    await this.#pool.stop();
    await this.#serial.idle();
    await Promise.all([this.terminals.closeAll(), this.#context.gateway.closeAll()]);
  }

  view(owner: Owner): WorkspaceView {
    return viewOf(owner, this.#views);
  }

  /** The id of the owner's running workspace; throws EscaleError no_workspace. */
  running(owner: Owner): WorkspaceId {
    const phase = this.#phases.get(owner);
    if (phase?.kind !== "running") throw noWorkspace();
    return phase.id;
  }

  /** Calls back on each change of the owner's view, and keeps their place in line meanwhile. */
  subscribe(owner: Owner, listener: () => void): () => void {
    this.#events.add(owner, listener);
    this.#queue.listening(owner, this.#events.count(owner));
    return () => {
      this.#events.delete(owner, listener);
      this.#queue.listening(owner, this.#events.count(owner));
    };
  }

  streams(owner: Owner): number {
    return this.#events.count(owner);
  }

  /**
   * Opens the owner's workspace or returns the one there is. Resolves when it runs, waits in line,
   * or cannot be opened (state `unavailable`).
   */
  open(owner: Owner): Promise<WorkspaceView> {
    return this.#serial.run(owner, async () => {
      const phase = this.#phases.get(owner) ?? nobody;
      if (phase.kind === "running") {
        this.#idle.touch(phase.id);
      } else if (phase.kind === "waiting") {
        // an engine or a disk that fails meanwhile costs nobody their place
        this.#queue.join(owner, this.#events.count(owner));
      } else if (!this.#watch.state().up) {
        // the view says so for as long as it lasts
        this.#setPhase(owner, nobody);
      } else if (this.#disk.full()) {
        this.#setPhase(owner, { kind: "failed", code: "disk_full", message: messages.diskFull });
      } else {
        const grant = this.#queue.length === 0 ? this.#grant(owner) : null;
        if (grant) await this.#admit(owner, grant);
        else {
          this.#log.info({ owner, waiting: this.#queue.length + 1 }, "machine full: in line");
          this.#queue.join(owner, this.#events.count(owner));
          this.#setPhase(owner, { kind: "waiting" });
        }
      }
      return this.view(owner);
    });
  }

  /** Starts the idle time anew. Throws EscaleError no_workspace. */
  extend(owner: Owner): WorkspaceView {
    this.#idle.touch(this.running(owner), true);
    return this.view(owner);
  }

  /**
   * Ends the owner's workspace or their waiting. Throws EscaleError engine_unavailable when the
   * engine is away: the ending is then finished on its return.
   */
  remove(owner: Owner, files: Files, reason: StopReason): Promise<WorkspaceView> {
    return this.#serial.run(owner, async () => {
      this.#queue.leave(owner);
      const phase = this.#phases.get(owner);
      const id = phase?.kind === "running" ? phase.id : this.#context.owners.find(owner);
      const now = new Date().toISOString();
      if (id !== null && (phase?.kind === "running" || files === "remove")) {
        await this.#end(id, owner, { files, reason, at: now });
      } else {
        this.#setPhase(owner, nobody);
      }
      return this.view(owner);
    });
  }

  /** For the operator. Throws EscaleError engine_unavailable. */
  async summaries(): Promise<WorkspaceSummary[]> {
    const containers = await listContainers(this.#context.engine).catch((error) => {
      throw engineUnavailable(error);
    });
    const count = (id: WorkspaceId) =>
      containers.filter((container) => container.workspace === id && !container.workstation).length;
    return [
      ...[...this.#live].map(([id, owner]) => {
        const phase = this.#phases.get(owner);
        const openedAt = phase?.kind === "running" ? phase.openedAt : null;
        return summaryOf(id, owner, openedAt, count(id), this.#views);
      }),
      ...this.#pool.list().map((id) => summaryOf(id, null, null, count(id), this.#views)),
    ];
  }

  health(): BackendHealth {
    const engine = this.#watch.state();
    return {
      backend: this.#disk.full()
        ? { status: "ok", detail: "disk nearly full: no workspace is opened" }
        : { status: "ok" },
      engine: engine.up
        ? { status: "ok", version: engine.version }
        : { status: "down", detail: engine.detail },
      workspaces: {
        running: this.#live.size,
        prepared: this.#pool.size,
        waiting: this.#queue.length,
        max: this.#places.max,
      },
    };
  }

  // ── opening ────────────────────────────────────────────────────────────────────────────────

  #newId(): WorkspaceId {
    const id = randomBytes(6).toString("hex");
    return this.#context.homes.exists(id) || this.#places.has(id) ? this.#newId() : id;
  }

  /** Takes a place for the owner, synchronously; null when the machine is full. */
  #grant(owner: Owner): Grant | null {
    const kept = this.#context.owners.find(owner);
    if (kept === null) {
      const prepared = this.#pool.take();
      if (prepared !== null) return { kind: "prepared", id: prepared };
    }
    const id = kept ?? this.#newId();
    const fresh = kept === null;
    // an ending of theirs that is not finished holds a place still
    if (this.#places.has(id)) return { kind: "build", id, fresh, evict: null };
    const evict = this.#places.free > 0 ? null : this.#pool.take();
    if (this.#places.free === 0 && evict === null) return null;
    this.#places.hold(id);
    return { kind: "build", id, fresh, evict };
  }

  #giveBack(grant: Grant): void {
    if (grant.kind === "prepared") this.#pool.adopt(grant.id);
    else {
      if (!this.#unfinished.has(grant.id)) this.#places.release(grant.id);
      if (grant.evict !== null) this.#pool.adopt(grant.evict);
    }
    this.#dispatch();
  }

  async #admit(owner: Owner, grant: Grant): Promise<void> {
    const context = this.#context;
    const { root } = context.paths.workspace(grant.id);
    const began = performance.now();
    this.#setPhase(owner, { kind: "opening" });
    const before = grant.kind === "build" && !grant.fresh ? readRecord(root) : null;
    try {
      if (grant.kind === "build") {
        if (grant.evict !== null) await this.#discard(grant.evict);
        const unfinished = this.#unfinished.get(grant.id);
        if (unfinished) {
          await this.#end(grant.id, owner, unfinished.ending, true);
          this.#setPhase(owner, { kind: "opening" });
        }
        await (grant.fresh ? this.#prepare(grant.id) : this.#build(grant.id));
      }
      if (context.owners.find(owner) === null) context.owners.claim(owner, grant.id);
      const openedAt = new Date().toISOString();
      writeRecord(root, { state: "running", openedAt });
      this.#run(owner, grant.id, openedAt);
      this.#log.info(
        { workspace: grant.id, owner, from: grant.kind, ms: Math.round(performance.now() - began) },
        "workspace opened",
      );
    } catch (error) {
      this.#log.error({ err: error, workspace: grant.id, owner }, "workspace could not be opened");
      const fresh = context.owners.find(owner) === null;
      await this.#end(grant.id, fresh ? null : owner, {
        files: fresh ? "remove" : "keep",
        reason: before?.state === "stopped" ? before.reason : "lost",
        at: before?.state === "stopped" ? before.at : new Date().toISOString(),
      }).catch(() => {
        // logged by #end, which tries again later
      });
      this.#setPhase(owner, { kind: "failed", ...openingFailure(error) });
    }
    this.#pool.refill();
  }

  #run(owner: Owner, id: WorkspaceId, openedAt: string): void {
    this.#live.set(id, owner);
    this.#idle.watch(id);
    this.#setPhase(owner, { kind: "running", id, openedAt });
  }

  /** A new workspace up to the point where a shell can be opened; its home is empty. */
  async #prepare(workspace: WorkspaceId): Promise<void> {
    const context = this.#context;
    context.homes.makeRoot(workspace);
    writeRecord(context.paths.workspace(workspace).root, { state: "prepared" });
    try {
      await this.#build(workspace);
    } catch (error) {
      await this.#discard(workspace).catch(() => {
        // logged by #end, which tries again later
      });
      throw error;
    }
  }

  async #build(workspace: WorkspaceId): Promise<void> {
    const died = new Promise<never>((_resolve, reject) => this.#deaths.set(workspace, reject));
    died.catch(() => {
      // raced in build(); may come when nobody waits any more
    });
    try {
      await build(this.#context, workspace, died);
    } finally {
      this.#deaths.delete(workspace);
    }
  }

  /** Lets those in line in, as far as there are places. */
  #dispatch(): void {
    while (!this.#closed && this.#watch.state().up && !this.#disk.full()) {
      const owner = this.#queue.head();
      const grant = owner === null ? null : this.#grant(owner);
      if (owner === null || grant === null) return;
      this.#queue.leave(owner);
      this.#setPhase(owner, { kind: "opening" });
      this.#serial
        .run(owner, async () => {
          // they may have given up since
          if (this.#phases.get(owner)?.kind === "opening") await this.#admit(owner, grant);
          else this.#giveBack(grant);
        })
        .catch((error) => this.#log.error({ err: error, owner }, "opening from the line failed"));
    }
  }

  // ── ending ─────────────────────────────────────────────────────────────────────────────────

  /** Ends a workspace. Rejects, after noting it for later, when the engine does not play along. */
  async #end(
    workspace: WorkspaceId,
    owner: Owner | null,
    ending: Ending,
    keepPlace = false,
  ): Promise<void> {
    const log = this.#log.child({ workspace, owner, reason: ending.reason, files: ending.files });
    this.#pool.drop(workspace);
    this.#idle.forget(workspace);
    this.#live.delete(workspace);
    try {
      announceEnding(this.#context, workspace, ending);
    } catch (error) {
      // a full disk must not keep a workspace from ending
      log.error({ err: error }, "the ending could not be written down");
    }
    const stopped = { reason: ending.reason, at: ending.at };
    if (owner !== null) this.#setPhase(owner, { kind: "none", stopped });
    try {
      await finishEnding(this.#context, workspace, owner, ending);
    } catch (error) {
      this.#unfinished.set(workspace, { owner, ending });
      log.error({ err: error }, "the ending will be tried again");
      throw new EscaleError("engine_unavailable", messages.endingDelayed, { cause: error });
    }
    this.#unfinished.delete(workspace);
    if (!keepPlace) this.#places.release(workspace);
    log.info("workspace ended");
    if (owner !== null) this.#events.changed(owner);
    this.#dispatch();
    this.#pool.refill();
  }

  /** Ends a workspace that is nobody's. */
  #discard(workspace: WorkspaceId): Promise<void> {
    return this.#end(workspace, null, {
      files: "remove",
      reason: "lost",
      at: new Date().toISOString(),
    });
  }

  /** Ends in the background, in the owner's turn. */
  #endLater(workspace: WorkspaceId, owner: Owner | null, ending: Ending): void {
    const end = () => this.#end(workspace, owner, ending);
    (owner === null ? end() : this.#serial.run(owner, end)).catch(() => {
      // logged by #end, which tries again later
    });
  }

  #stopIdle(workspace: WorkspaceId): void {
    const owner = this.#live.get(workspace);
    if (owner === undefined) return;
    this.#serial
      .run(owner, async () => {
        const deadline = this.#idle.deadline(workspace);
        if (deadline === null || deadline > Date.now()) return;
        await this.#end(workspace, owner, {
          files: "keep",
          reason: "idle",
          at: new Date().toISOString(),
        });
      })
      .catch(() => {
        // logged by #end, which tries again later
      });
  }

  /** A workstation stopped: by us, or killed, out of memory, removed by the operator. */
  #onDeath(workspace: WorkspaceId): void {
    this.#deaths.get(workspace)?.(new Error("the workstation died while it was being started"));
    const owner = this.#live.get(workspace);
    if (owner === undefined && !this.#pool.has(workspace)) return;
    const check = () => this.#endIfDead(workspace, owner ?? null);
    (owner === undefined ? check() : this.#serial.run(owner, check)).catch((error) =>
      this.#log.error({ err: error, workspace }, "a dead workstation could not be cleared away"),
    );
  }

  async #endIfDead(workspace: WorkspaceId, owner: Owner | null): Promise<void> {
    if (await isWorkstationRunning(this.#context.engine, workspace)) return;
    // looked at after the wait: it may have been claimed or ended meanwhile
    if (owner === null ? !this.#pool.has(workspace) : this.#live.get(workspace) !== owner) return;
    this.#log.warn({ workspace, owner }, "the workstation died");
    await this.#end(workspace, owner, {
      files: owner === null ? "remove" : "keep",
      reason: "lost",
      at: new Date().toISOString(),
    });
  }

  #retryEndings(): void {
    if (!this.#watch.state().up) return;
    for (const [workspace, { owner, ending }] of [...this.#unfinished]) {
      const retry = async () => {
        if (this.#unfinished.has(workspace)) await this.#end(workspace, owner, ending);
      };
      (owner === null ? retry() : this.#serial.run(owner, retry)).catch(() => {
        // logged by #end, which tries again later
      });
    }
  }

  // ── coming back ────────────────────────────────────────────────────────────────────────────

  async #askEngineHost(): Promise<HostUser> {
    const { learner, dataRoot } = await readEngineHost(this.#context.engine);
    this.#learner = learner;
    await this.#disk.add(dataRoot);
    return learner;
  }

  /** The engine answers, at start-up or again: takes up what is there. */
  async #engineUp(): Promise<void> {
    await this.#askEngineHost();
    const { fates, homeless } = await survey(this.#context, this.#context.owners.verify());
    await Promise.all([...fates].map(([id, fate]) => this.#takeUp(id, fate)));
    for (const id of homeless) {
      if (this.#places.has(id)) continue;
      this.#log.warn({ workspace: id }, "objects of a workspace that is no more; removed");
      removeObjects(this.#context.engine, id).catch((error) =>
        this.#log.error({ err: error, workspace: id }, "they could not be removed"),
      );
    }
    this.#context.homes
      .emptyTrash()
      .catch((error) => this.#log.error({ err: error }, "removed files could not be deleted"));
    this.#retryEndings();
    this.#forgive("engine_unavailable");
    this.#events.changedAll();
    this.#dispatch();
    this.#pool.refill();
  }

  async #takeUp(workspace: WorkspaceId, fate: Fate): Promise<void> {
    if (this.#places.has(workspace)) {
      // known to us, or in the middle of a step of ours: only a death can have been missed
      if (fate.kind === "end") this.#onDeath(workspace);
      return;
    }
    const log = this.#log.child({ workspace });
    try {
      switch (fate.kind) {
        case "running": {
          this.#places.hold(workspace);
          await serve(this.#context, workspace);
          // so that the page is told at once of the terminals that init still has
          await hello(this.#context, workspace, reconnectMs).catch((error) =>
            log.warn({ err: error }, "the workstation's init is not back yet"),
          );
          writeRecord(this.#context.paths.workspace(workspace).root, {
            state: "running",
            openedAt: fate.openedAt,
          });
          this.#run(fate.owner, workspace, fate.openedAt);
          log.info({ owner: fate.owner }, "workspace taken up again");
          break;
        }
        case "prepared":
          this.#places.hold(workspace);
          await serve(this.#context, workspace);
          this.#adoptPrepared(workspace);
          break;
        case "end":
          this.#places.hold(workspace);
          log.info({ owner: fate.owner, reason: fate.ending.reason }, "ending what was left");
          this.#endLater(workspace, fate.owner, fate.ending);
          break;
        case "strays":
          log.warn("files that no owner's link leads to; left alone");
          await removeObjects(this.#context.engine, workspace);
          break;
        case "kept":
          break;
      }
    } catch (error) {
      log.error({ err: error }, "the workspace could not be taken up");
    }
  }

  /** In the background: a workstation whose init never comes back must not delay the others. */
  #adoptPrepared(workspace: WorkspaceId): void {
    this.#adopting++;
    hello(this.#context, workspace)
      .then(
        () => {
          if (!this.#places.has(workspace)) return;
          this.#log.info({ workspace }, "prepared workstation taken up again");
          this.#pool.adopt(workspace);
          this.#dispatch();
        },
        (error) => {
          this.#log.warn({ err: error, workspace }, "a prepared workstation is silent; removed");
          this.#endLater(workspace, null, {
            files: "remove",
            reason: "lost",
            at: new Date().toISOString(),
          });
        },
      )
      .finally(() => {
        this.#adopting--;
        this.#pool.refill();
      });
  }

  // ── telling ────────────────────────────────────────────────────────────────────────────────

  #setPhase(owner: Owner, phase: Phase): void {
    if (phase === nobody) this.#phases.delete(owner);
    else this.#phases.set(owner, phase);
    this.#events.changed(owner);
  }

  #changed(workspace: WorkspaceId): void {
    const owner = this.#live.get(workspace);
    if (owner !== undefined) this.#events.changed(owner);
  }

  /** Failures of this kind are over. */
  #forgive(code: "engine_unavailable" | "disk_full"): void {
    for (const [owner, phase] of [...this.#phases]) {
      if (phase.kind === "failed" && phase.code === code) this.#setPhase(owner, nobody);
    }
  }
}
