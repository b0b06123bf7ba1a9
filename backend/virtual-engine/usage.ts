/**
 * What the running containers of one workspace take, about once a second, for as long as somebody
 * looks. Which ones run is taken from the view that the same people follow.
 */

import { setTimeout as sleep } from "node:timers/promises";
import { readStats } from "@/backend/gateway/containers/output";
import type { Stats } from "@/backend/gateway/containers/stats-schema";
import type { Tenant } from "@/backend/gateway/tenant";
import type { ContainerUsage } from "@/lib/protocol/engine-stream";
import type { EngineView } from "@/lib/protocol/engine-view";
import type { Log } from "../log";
import { unlessGone } from "./read/reply";

const everyMs = 1_000;

export type UsageListener = (usage: readonly ContainerUsage[]) => void;

/** One reading of a container's counters. */
interface Sample {
  /** nanoseconds of processor time since its start */
  busy: number;
  /** when, ms since the epoch, by the engine's clock */
  at: number;
}

export class Usage {
  readonly #tenant: Tenant;
  readonly #view: () => EngineView | null;
  readonly #log: Log;
  readonly #listeners = new Set<UsageListener>();
  #last = new Map<string, Sample>();
  #looping = false;

  constructor(tenant: Tenant, view: () => EngineView | null, log: Log) {
    this.#tenant = tenant;
    this.#view = view;
    this.#log = log;
  }

  add(listener: UsageListener): void {
    this.#listeners.add(listener);
    if (!this.#looping) void this.#loop();
  }

  delete(listener: UsageListener): void {
    this.#listeners.delete(listener);
  }

  end(): void {
    this.#listeners.clear();
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    while (this.#listeners.size > 0) {
      await this.#sample().catch((error: unknown) =>
        this.#log.debug({ err: error }, "what containers take could not be read; again"),
      );
      await sleep(everyMs, undefined, { ref: false });
    }
    this.#looping = false;
    this.#last.clear();
  }

  async #sample(): Promise<void> {
    const running = (this.#view()?.containers ?? []).filter(({ state }) => state === "running");
    const read = await Promise.all(
      running.map(async ({ id }) => {
        const stats = await unlessGone(readStats(this.#tenant, id));
        return stats === undefined ? [] : [{ id, stats }];
      }),
    );
    const samples = new Map(read.flat().map(({ id, stats }) => [id, sampleOf(stats)]));
    const usage = read.flat().map(({ id, stats }) => ({
      id,
      cpus: cpusBetween(this.#last.get(id), samples.get(id)),
      memoryBytes: memoryOf(stats),
    }));
    this.#last = samples;
    if (usage.length === 0) return;
    for (const listener of [...this.#listeners]) listener(usage);
  }
}

const sampleOf = (stats: Stats): Sample => ({
  busy: stats.cpu_stats.cpu_usage.total_usage ?? 0,
  at: Date.parse(stats.read),
});

/** Zero for a first sample, and for one from before a restart. */
function cpusBetween(last: Sample | undefined, now: Sample | undefined): number {
  if (last === undefined || now === undefined || now.at <= last.at) return 0;
  return Math.max(0, (now.busy - last.busy) / 1e6 / (now.at - last.at));
}

/** Bytes, as `docker stats` counts: without the files that the kernel could drop at once. */
export function memoryOf({ memory_stats }: Stats): number {
  const usage = memory_stats?.usage ?? 0;
  const cached = memory_stats?.stats?.inactive_file ?? memory_stats?.stats?.total_inactive_file;
  return Math.max(0, usage - (cached ?? 0));
}
