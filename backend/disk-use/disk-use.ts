/**
 * How much of the disk each workspace takes, measured; for file systems without quotas of their
 * own. At its quota a workspace is refused whatever would write more (`DiskGate`); a tenth above
 * it, what still writes is stopped.
 *
 * What it costs is bounded: one workspace after the other, at the least priority, and never more than
 * a fifth of the time. A round begins when the machine's free space has shrunk by a good piece, else
 * each minute; those at their quota are looked at more often.
 */
import { statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Log } from "../log";
import { measure } from "./measure";
import type { EnginePlaces, Places } from "./places";
import {
  type Amount,
  add,
  type DiskGate,
  type DiskQuota,
  excess,
  nothing,
  reaches,
  type Use,
} from "./use";

export interface DiskUseOptions {
  places: EnginePlaces;
  home(workspace: WorkspaceId): string;
  quota(workspace: WorkspaceId): DiskQuota;
  /** workspaces that run */
  workspaces(): readonly WorkspaceId[];
  /** folders whose free space is looked at */
  roots(): readonly string[];
  log: Log;
  /** It passed the quota, or came back below. */
  onChange(workspace: WorkspaceId): void;
  /** It is a tenth above: what writes must stop. `use`: the figures. */
  onExcess(workspace: WorkspaceId, use: Use): Promise<void>;
}

const lookMs = 1_000;
const roundMs = 60_000;
/** Who is at the quota makes room, and waits to be told that it is enough, ms. */
const fullMs = 3_000;
/** free bytes and inodes that, once gone, begin a round */
const pieceBytes = 32 * 1024 ** 2;
const pieceFiles = 5_000;
/** the least time between two looks at one workspace for its own requests' sake, ms */
const freshMs = 1_000;

export class DiskUse {
  readonly #options: DiskUseOptions;
  readonly #known = new Map<WorkspaceId, { use: Use; at: number; over: boolean }>();
  /** image layers never change */
  readonly #layers = new Map<string, Amount>();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: DiskUseOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  use(workspace: WorkspaceId): Use | undefined {
    return this.#known.get(workspace)?.use;
  }
  isOver(workspace: WorkspaceId): boolean {
    return this.#known.get(workspace)?.over ?? false;
  }

  gate(workspace: WorkspaceId): DiskGate {
    return {
      spent: async () => {
        const last = this.#known.get(workspace);
        if (!last?.over) return undefined;
        // there may be room again
        if (Date.now() - last.at >= freshMs) await this.look(workspace);
        const now = this.#known.get(workspace);
        return now?.over ? { use: now.use, quota: this.#options.quota(workspace) } : undefined;
      },
    };
  }

  /** Measures one workspace now, and does what follows. */
  async look(workspace: WorkspaceId): Promise<void> {
    await this.#measure(workspace, (await this.#options.places.find())(workspace));
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    let seen = await this.#free();
    let next = 0;
    while (!signal.aborted) {
      const free = await this.#free();
      const shrunk = seen.bytes - free.bytes > pieceBytes || seen.files - free.files > pieceFiles;
      // room that was made is room that may be filled again unnoticed
      if (free.bytes > seen.bytes || free.files > seen.files) seen = free;
      if (shrunk || Date.now() >= next) {
        seen = free;
        await this.#costing(() => this.#round(this.#options.workspaces()));
        next = Date.now() + roundMs;
      } else {
        const before = Date.now() - fullMs;
        const full = [...this.#known].flatMap(([id, { over, at }]) =>
          over && at <= before ? [id] : [],
        );
        if (full.length > 0) await this.#costing(() => this.#round(full));
      }
      await pause(lookMs, signal);
    }
  }

  /** Rests four times as long as the work took. */
  async #costing(work: () => Promise<void>): Promise<void> {
    const began = Date.now();
    await work();
    await pause((Date.now() - began) * 4, this.#stopping.signal);
  }

  async #round(wanted: readonly WorkspaceId[]): Promise<void> {
    const { places, workspaces, log } = this.#options;
    try {
      const placesOf = await places.find();
      const present = workspaces();
      for (const id of this.#known.keys()) if (!present.includes(id)) this.#known.delete(id);
      for (const workspace of wanted) {
        if (!present.includes(workspace)) continue;
        if (this.#stopping.signal.aborted) return;
        await this.#measure(workspace, placesOf(workspace));
      }
    } catch (error) {
      log.debug({ err: error }, "disk use was not measured");
    }
  }

  async #measure(workspace: WorkspaceId, places: Places): Promise<void> {
    const { home, log, onChange, onExcess } = this.#options;
    const quota = this.#options.quota(workspace);
    const found = {
      containers: await measure(places.containers),
      volumes: await measure(places.volumes),
      home: await measure([home(workspace)]),
    };
    const last = this.#known.get(workspace);
    const or = (kind: keyof typeof found): Amount => found[kind] ?? last?.use[kind] ?? nothing;
    if (!found.containers || !found.volumes || !found.home)
      log.warn({ workspace }, "its files are too many to be counted in time");
    const use: Use = {
      containers: or("containers"),
      volumes: or("volumes"),
      home: or("home"),
      images: await this.#images(places.images),
    };
    const over = reaches(use, quota, 1);
    this.#known.set(workspace, { use, at: Date.now(), over });
    if (over !== (last?.over ?? false)) {
      log.info(
        { workspace, use, over },
        "a workspace has passed its disk quota, or is below again",
      );
      onChange(workspace);
    }
    if (reaches(use, quota, excess)) await onExcess(workspace, use);
  }

  async #images(layers: readonly string[]): Promise<Amount> {
    let sum = nothing;
    for (const layer of layers) {
      const known = this.#layers.get(layer) ?? (await measure([layer]));
      if (known === null) continue;
      this.#layers.set(layer, known);
      sum = add(sum, known);
    }
    return sum;
  }

  /** The least of the roots', so that a change of any is seen as long as it is the fullest. */
  async #free(): Promise<Amount> {
    const all = await Promise.all(
      this.#options.roots().map(async (root) => {
        const { bavail, bsize, ffree } = await statfs(root);
        return { bytes: bavail * bsize, files: ffree };
      }),
    );
    return {
      bytes: Math.min(...all.map(({ bytes }) => bytes)),
      files: Math.min(...all.map(({ files }) => files)),
    };
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => {
    // stopped: the caller looks
  });
