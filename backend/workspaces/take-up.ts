/**
 * Taking up what is there when the engine answers, at start-up or again: what becomes of each
 * workspace is said by reconcile.ts, here it is done.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { removeObjects } from "../engine/objects";
import { isMadeAs } from "../engine/workstation";
import { hello, serve, workstationSpec } from "./build";
import type { Endings } from "./endings";
import type { EngineHost } from "./engine-host";
import type { Machine } from "./machine";
import type { Openings } from "./openings";
import { type Fate, survey } from "./reconcile";
import { writeRecord } from "./record";

/** How long a start waits for the inits of running workstations, which try every 250 ms. */
const reconnectMs = 1_500;

export class TakeUp {
  readonly #machine: Machine;
  readonly #host: EngineHost;
  readonly #openings: Openings;
  readonly #endings: Endings;
  /** prepared workstations that were found and whose init is not connected yet */
  #adopting = 0;

  constructor(machine: Machine, host: EngineHost, openings: Openings, endings: Endings) {
    this.#machine = machine;
    this.#host = host;
    this.#openings = openings;
    this.#endings = endings;
  }

  /** Prepared workstations may still be found: none needs to be made yet. */
  get adopting(): boolean {
    return this.#adopting > 0;
  }

  /** Rejects when the engine is away again. */
  async all(): Promise<void> {
    const { context, state, places, pool } = this.#machine;
    const { cgroups, engine, homes, log } = context;
    await this.#host.ask();
    const { fates, homeless } = await survey(context, context.owners.verify());
    await Promise.all([...fates].map(([id, fate]) => this.#one(id, fate)));
    for (const id of homeless) {
      if (places.has(id)) continue;
      log.warn({ workspace: id }, "objects of a workspace that is no more; removed");
      cgroups
        .whileThawed(id, () => removeObjects(engine, id))
        .then(() => cgroups.remove(id))
        .catch((error) => log.error({ err: error, workspace: id }, "they could not be removed"));
    }
    await this.#clearGroups(new Set(homeless));
    homes
      .emptyTrash()
      .catch((error) => log.error({ err: error }, "removed files could not be deleted"));
    this.#endings.retry();
    state.forgive("engine_unavailable");
    state.events.changedAll();
    this.#openings.dispatch();
    pool.refill();
  }

  /** Groups of workspaces that are no more, whatever cut their ending short. */
  async #clearGroups(others: ReadonlySet<WorkspaceId>): Promise<void> {
    const { context, places } = this.#machine;
    const { cgroups, log } = context;
    for (const id of await cgroups.list()) {
      if (places.has(id) || others.has(id)) continue;
      cgroups
        .remove(id)
        .catch((error) =>
          log.error({ err: error, workspace: id }, "its group could not be removed"),
        );
    }
  }

  /** The limits of today; where what runs is over them already, those it was opened with hold. */
  async #bound(workspace: WorkspaceId): Promise<void> {
    const { cgroups, log } = this.#machine.context;
    await cgroups
      .make(workspace)
      .catch((error) => log.warn({ err: error, workspace }, "its limits stay what they were"));
  }

  async #one(workspace: WorkspaceId, fate: Fate): Promise<void> {
    const { context, state, places, idle } = this.#machine;
    if (places.has(workspace)) {
      // known to us, or in the middle of a step of ours: only a death can have been missed
      if (fate.kind === "end") {
        this.#openings.noteDeath(workspace);
        this.#endings.onDeath(workspace);
      }
      return;
    }
    const log = context.log.child({ workspace });
    try {
      switch (fate.kind) {
        case "running": {
          places.hold(workspace);
          context.quotas.tell(workspace, fate.quota);
          await this.#bound(workspace);
          await serve(context, workspace);
          // so that the page is told at once of the terminals that init still has
          await hello(context, workspace, reconnectMs).catch((error) =>
            log.warn({ err: error }, "the workstation's init is not back yet"),
          );
          writeRecord(context.paths.workspace(workspace).root, {
            state: "running",
            openedAt: fate.openedAt,
            ...(Object.keys(fate.quota).length > 0 && { quota: fate.quota }),
          });
          idle.watch(workspace);
          state.run(fate.owner, workspace, fate.openedAt);
          log.info({ owner: fate.owner }, "workspace taken up again");
          break;
        }
        case "prepared":
          places.hold(workspace);
          await this.#prepared(workspace);
          break;
        case "end":
          places.hold(workspace);
          log.info({ owner: fate.owner, reason: fate.ending.reason }, "ending what was left");
          this.#endings.endLater(workspace, fate.owner, fate.ending);
          break;
        case "strays":
          log.warn("files that no owner's link leads to; left alone");
          await removeObjects(context.engine, workspace);
          break;
        case "kept":
          break;
      }
    } catch (error) {
      log.error({ err: error }, "the workspace could not be taken up");
    }
  }

  /** One that was made under other settings would give its learner limits that hold no more. */
  async #prepared(workspace: WorkspaceId): Promise<void> {
    const { context } = this.#machine;
    if (await isMadeAs(context.engine, workstationSpec(context, workspace))) {
      await this.#bound(workspace);
      await serve(context, workspace);
      this.#adopt(workspace);
    } else {
      context.log.info({ workspace }, "prepared under other settings; removed");
      this.#endings.discardLater(workspace);
    }
  }

  /** In the background: a workstation whose init never comes back must not delay the others. */
  #adopt(workspace: WorkspaceId): void {
    const { context, places, pool } = this.#machine;
    this.#adopting++;
    hello(context, workspace)
      .then(
        () => {
          if (!places.has(workspace)) return;
          context.log.info({ workspace }, "prepared workstation taken up again");
          pool.adopt(workspace);
          this.#openings.dispatch();
        },
        (error) => {
          context.log.warn({ err: error, workspace }, "a prepared workstation is silent; removed");
          this.#endings.discardLater(workspace);
        },
      )
      .finally(() => {
        this.#adopting--;
        pool.refill();
      });
  }
}
