/**
 * The virtual machines of all learners: how many run, who waits for a place, and the end of those
 * that have run for as long as one may. The engine says which run; who started them here is
 * remembered only until it has answered, so a backend that starts again knows all but the line.
 */
import type { Logger } from "pino";
import { z } from "zod";
import { workspaceLabel } from "@/backend/engine/ownership";
import { Queue } from "@/backend/queue";
import { createEngineEvents } from "@/backend/virtual-engine/engine-events";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import { createTurns } from "../admission/turns";
import { type EngineClient, EngineError } from "../engine-client";
import { conflict, refused } from "../errors";
import { machineLabel } from "../labels";
import { messages } from "../messages";
import { fromEngineContainerName } from "../names";

export interface MachineLimits {
  /** that run at once, of all learners; 0: none at all */
  most: number;
  /** how long one may run, ms */
  timeMs: number;
  /** the host's device that those are given which run as the catalogue has them; null: none */
  kvm: string | null;
}

/** How it stands for one workspace. */
export interface MachineStatus {
  readonly most: number;
  readonly running: number;
  readonly timeMs: number;
  /** in line: 1 is next; `turn`: there is room, and it is kept for a minute */
  readonly line: { position: number; of: number; turn: boolean } | null;
  /** its last one was ended because its time was over */
  readonly timedOut: boolean;
}

export interface Machines {
  /** the host's device for those that run as the catalogue has them; null: none */
  readonly kvm: string | null;
  /** how long one may run, ms */
  readonly timeMs: number;
  /**
   * A place for the start of this container: kept until `release`, then for as long as it runs.
   * Throws DockerError 409, after joining the line, with the place in it.
   */
  admit(workspace: WorkspaceId, container: string): Promise<() => Promise<void>>;
  status(workspace: WorkspaceId): MachineStatus;
  /** Calls back when the status changes; keeps the place in line meanwhile. Returns how to stop. */
  listen(workspace: WorkspaceId, listener: () => void): () => void;
  /** The workspace is served no more. */
  forget(workspace: WorkspaceId): void;
  close(): void;
}

export interface MachinesOptions {
  engine: EngineClient;
  engineSocket: string;
  log: Logger;
  limits: MachineLimits;
  /** whether the workspace is one of this backend's */
  serves(workspace: WorkspaceId): boolean;
  /** how long a place in line is kept without a page, and a turn without a start, ms */
  patienceMs?: number;
}

interface Running {
  readonly workspace: WorkspaceId;
  readonly name: string;
}

const listSchema = z.array(
  z.object({
    Id: z.string(),
    Names: z.array(z.string()),
    Labels: z.record(z.string(), z.string()).nullable(),
  }),
);
const startedSchema = z.object({ State: z.object({ StartedAt: z.string() }) });

/** After its time, for QEMU to end by itself, s. */
const graceSeconds = 2;
/** An end that failed is tried again after, ms. */
const againMs = 10_000;

export function createMachines(options: MachinesOptions): Machines {
  const { engine, log, limits, serves, patienceMs = 60_000 } = options;
  const turns = createTurns();
  const listeners = new Map<WorkspaceId, Set<() => void>>();
  /** what those who listen were told last, as JSON */
  const told = new Map<WorkspaceId, string>();
  /** by container */
  let running = new Map<string, Running>();
  /** workspaces whose start or restart is under way, and how many */
  const starting = new Map<WorkspaceId, number>();
  /** since when a workspace has had its place, ms since the epoch */
  const since = new Map<WorkspaceId, number>();
  const timedOut = new Set<WorkspaceId>();
  /** whose turn it is, and when that ends */
  const turnEnds = new Map<WorkspaceId, NodeJS.Timeout>();
  let alarm: NodeJS.Timeout | undefined;
  let closed = false;

  const line = new Queue<WorkspaceId>(
    () => changed(),
    () => changed(),
    patienceMs,
  );

  const holders = () =>
    new Set([...starting.keys(), ...[...running.values()].map(({ workspace }) => workspace)]);
  const free = () => Math.max(0, limits.most - holders().size);

  function statusOf(workspace: WorkspaceId): MachineStatus {
    const position = line.position(workspace);
    return {
      most: limits.most,
      running: holders().size,
      timeMs: limits.timeMs,
      line: position === null ? null : { position, of: line.length, turn: position <= free() },
      timedOut: timedOut.has(workspace),
    };
  }

  function changed(): void {
    if (closed) return;
    const called = line.first(free());
    for (const [workspace, timer] of turnEnds) {
      if (called.includes(workspace)) continue;
      clearTimeout(timer);
      turnEnds.delete(workspace);
    }
    for (const workspace of called) {
      if (turnEnds.has(workspace)) continue;
      const timer = setTimeout(() => line.leave(workspace), patienceMs);
      timer.unref();
      turnEnds.set(workspace, timer);
    }
    // who is told looks at the engine: not for what is as it was
    for (const [workspace, own] of [...listeners]) {
      const now = JSON.stringify(statusOf(workspace));
      if (told.get(workspace) === now) continue;
      told.set(workspace, now);
      for (const listener of [...own]) listener();
    }
  }

  /** In turn: what runs, as the engine has it. */
  async function look(): Promise<void> {
    const filters = JSON.stringify({
      label: [`${machineLabel}=1`],
      status: ["running", "paused", "restarting"],
    });
    const list = await engine.json(
      { method: "GET", path: ["containers", "json"], query: { filters } },
      listSchema,
    );
    const found = list.flatMap(({ Id, Names, Labels }) => {
      const workspace = workspaceIdSchema.safeParse(Labels?.[workspaceLabel]);
      if (!workspace.success || !serves(workspace.data)) return [];
      const [name = ""] = Names.flatMap(
        (each) => fromEngineContainerName(workspace.data, each) ?? [],
      );
      return [[Id, { workspace: workspace.data, name }] as const];
    });
    running = new Map(found);
    for (const [id, { workspace }] of found) {
      if (since.has(workspace)) continue;
      const { State } = await engine.json(
        { method: "GET", path: ["containers", id, "json"] },
        startedSchema,
      );
      since.set(workspace, Date.parse(State.StartedAt) || Date.now());
    }
    const held = holders();
    for (const workspace of since.keys()) if (!held.has(workspace)) since.delete(workspace);
    setAlarm();
    changed();
  }

  let looking = false;
  const lookSoon = () => {
    // one that has not begun yet sees what has happened since
    if (closed || looking) return;
    looking = true;
    turns
      .take(() => {
        looking = false;
        return look();
      })
      .catch((error: unknown) => log.debug({ err: error }, "virtual machines could not be listed"));
  };

  /** For the first one whose time is over. */
  function setAlarm(atLeastMs = 0): void {
    clearTimeout(alarm);
    const first = Math.min(...[...running.values()].map(endOf));
    if (closed || first === Number.POSITIVE_INFINITY) return;
    // a timer takes no more than 2^31 ms
    const wait = Math.min(Math.max(atLeastMs, first - Date.now()), 2 ** 31 - 1);
    alarm = setTimeout(() => {
      endOverdue().catch((error: unknown) => {
        log.warn({ err: error }, "a virtual machine whose time is over could not be ended; again");
        setAlarm(againMs);
      });
    }, wait);
    alarm.unref();
  }

  const endOf = ({ workspace }: Running) => (since.get(workspace) ?? Date.now()) + limits.timeMs;

  async function endOverdue(): Promise<void> {
    const overdue = [...running].filter(([, each]) => endOf(each) <= Date.now());
    for (const [id, { workspace }] of overdue) {
      log.info({ workspace, container: id }, "a virtual machine has run for as long as it may");
      timedOut.add(workspace);
      // one that is paused hears no signal
      await tolerating([404, 409, 500], () =>
        engine.empty({ method: "POST", path: ["containers", id, "unpause"] }),
      );
      await tolerating([404], () =>
        engine.empty({
          method: "POST",
          path: ["containers", id, "stop"],
          query: { t: graceSeconds },
        }),
      );
    }
    await turns.take(look);
  }

  const events = createEngineEvents(options.engineSocket, log);
  const stopHearing =
    limits.most === 0
      ? () => undefined
      : events.listen({
          onEvent: ({ Type, Actor }) => {
            if (Type === "container" && Actor.Attributes[machineLabel] === "1") lookSoon();
          },
          onHeard: lookSoon,
          onLost: () => undefined,
        });

  return {
    kvm: limits.kvm,
    timeMs: limits.timeMs,
    admit: (workspace, container) =>
      turns.take(async () => {
        if (limits.most === 0) throw refused(messages.machinesClosed);
        await look();
        const own = [...running].find(([, each]) => each.workspace === workspace);
        if (own && own[0] !== container) throw conflict(messages.machineRuns(own[1].name));
        if (!own && starting.has(workspace)) throw conflict(messages.machineStarts);
        if (!own) {
          const ahead = (line.position(workspace) ?? line.length + 1) - 1;
          if (ahead >= free()) {
            line.join(workspace, listeners.get(workspace)?.size ?? 0);
            throw conflict(
              messages.machinesTaken(limits.most, line.position(workspace) ?? 1, line.length),
            );
          }
        }
        timedOut.delete(workspace);
        starting.set(workspace, (starting.get(workspace) ?? 0) + 1);
        if (!since.has(workspace)) since.set(workspace, Date.now());
        line.leave(workspace);
        let released = false;
        return async () => {
          if (released) return;
          released = true;
          const left = (starting.get(workspace) ?? 1) - 1;
          if (left > 0) starting.set(workspace, left);
          else starting.delete(workspace);
          // an engine that is away is asked again when it is heard
          await turns.take(look).catch(lookSoon);
        };
      }),
    status: statusOf,
    listen(workspace, listener) {
      const own = listeners.get(workspace) ?? new Set();
      listeners.set(workspace, own);
      own.add(listener);
      line.listening(workspace, own.size);
      return () => {
        own.delete(listener);
        if (own.size === 0) {
          listeners.delete(workspace);
          told.delete(workspace);
        }
        line.listening(workspace, own.size);
      };
    },
    forget(workspace) {
      line.leave(workspace);
      timedOut.delete(workspace);
      lookSoon();
    },
    close() {
      closed = true;
      clearTimeout(alarm);
      for (const timer of turnEnds.values()) clearTimeout(timer);
      line.clear();
      stopHearing();
    },
  };
}

/** What the engine answers where there is nothing left to do is no failure. */
async function tolerating(
  statuses: readonly number[],
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EngineError) || !statuses.includes(error.status)) throw error;
  }
}
