/**
 * A learner's virtual machine and container, measured about once a second for as long as somebody
 * looks: memory from their control groups, processes by the host's `ps`, the time to the prompt from
 * what went by on their consoles (gateway/machines/console.ts).
 */
import { release } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Measures, Side } from "@/lib/protocol/comparison";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { noWorkspace } from "../errors";
import { readStats, readTop } from "../gateway/containers/output";
import { type OwnContainer, ownContainers } from "../gateway/containers/own";
import { showImage } from "../gateway/containers/summary";
import { EngineError } from "../gateway/engine-client";
import { marksOf } from "../gateway/labels";
import type { Tenant } from "../gateway/tenant";
import type { Gateway } from "../gateway/types";
import type { Log } from "../log";
import { memoryOf } from "../virtual-engine/usage";

/** Null: the engine does not answer; measures follow when it does. */
export type ComparisonListener = (measures: Measures | null) => void;

export interface Comparison {
  /** Calls back at once and then about once a second. Throws EscaleError no_workspace. */
  subscribe(workspace: WorkspaceId, listener: ComparisonListener): { close(): void };
}

const everyMs = 1_000;
/** more than a panel shows, and no more than a few lines */
const mostProcesses = 12;

export function createComparison(gateway: Pick<Gateway, "tenant">, log: Log): Comparison {
  return {
    subscribe(workspace, listener) {
      const tenant = gateway.tenant(workspace);
      if (tenant === undefined) throw noWorkspace();
      const stopping = new AbortController();
      let wake = new AbortController();
      // a place in line that moves is told at once
      const unlisten = tenant.machines.listen(workspace, () => wake.abort());
      const run = async () => {
        while (!stopping.signal.aborted) {
          wake = new AbortController();
          const measures = await measure(tenant).catch((error: unknown) => {
            log.debug({ err: error, workspace }, "a comparison could not be measured; again");
            return null;
          });
          if (stopping.signal.aborted) return;
          listener(measures);
          const signal = AbortSignal.any([wake.signal, stopping.signal]);
          await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {
            // woken up, or stopped: the loop's condition says which
          });
        }
      };
      void run();
      return {
        close() {
          stopping.abort();
          unlisten();
        },
      };
    },
  };
}

async function measure(tenant: Tenant): Promise<Measures> {
  const { most, running, timeMs, line, timedOut } = tenant.machines.status(tenant.workspace);
  // newest first
  const own = await ownContainers(tenant, { filters: { status: ["running"] } });
  const isMachine = ({ summary }: OwnContainer) => marksOf(summary.Labels).machine;
  const [machine, container] = await Promise.all([
    sideOf(tenant, own.find(isMachine)),
    sideOf(
      tenant,
      own.find((each) => !isMachine(each)),
    ),
  ]);
  return {
    machine,
    container: container && { ...container, kernel: release(), kvm: null },
    places: { most, running, timeMs, line, timedOut },
  };
}

async function sideOf(tenant: Tenant, own: OwnContainer | undefined): Promise<Side | null> {
  if (own === undefined) return null;
  const [stats, top] = await Promise.all([
    unlessEnded(readStats(tenant, own.id)),
    unlessEnded(readTop(tenant, own.id, "-eo pid,comm")),
  ]);
  if (stats === undefined || top === undefined) return null;
  const seen = tenant.consoles.of(own.id);
  return {
    id: own.id,
    name: own.name,
    image: showImage(tenant, own.summary.Image),
    promptMs: seen?.promptMs ?? null,
    ageMs: seen === undefined ? null : Math.round(performance.now() - seen.begun),
    memoryBytes: memoryOf(stats),
    processes: (top.Processes ?? [])
      .map((columns) => columns[1] ?? "")
      .filter((name) => name !== engineInit)
      .slice(0, mostProcesses),
    kernel: seen?.kernel ?? null,
    kvm: seen?.kvm ?? null,
  };
}

/** What the engine puts before each container's own program; one for both, and nobody's. */
const engineInit = "docker-init";

/** Undefined for one that has ended between the list and the look at it. */
async function unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof EngineError && [404, 409].includes(error.status)) return undefined;
    throw error;
  }
}
