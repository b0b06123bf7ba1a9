/** The virtual engines of all workspaces, looked at from within the backend (types.ts promises). */
import { EscaleError } from "@/lib/protocol/errors";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { isEngineAway } from "../engine/client";
import { engineUnavailable, messages, noWorkspace } from "../errors";
import { EngineError } from "../gateway/engine-client";
import { DockerError } from "../gateway/errors";
import type { Tenant } from "../gateway/tenant";
import type { Gateway } from "../gateway/types";
import type { Log } from "../log";
import { createEngineEvents } from "./engine-events";
import { inspectOwn } from "./inspect";
import { Picture } from "./picture";
import { everythingStale } from "./stale";
import type { VirtualEngine } from "./types";
import { Watch } from "./watch";

export interface VirtualEngineOptions {
  gateway: Pick<Gateway, "tenant">;
  engineSocket: string;
  log: Log;
}

/** An engine that is silent for longer is away. */
const patienceMs = 15_000;

export function createVirtualEngine({
  gateway,
  engineSocket,
  log,
}: VirtualEngineOptions): VirtualEngine {
  const events = createEngineEvents(engineSocket, log);
  const watches = new Map<WorkspaceId, Watch>();

  function tenantOf(workspace: WorkspaceId): Tenant {
    const tenant = gateway.tenant(workspace);
    if (tenant === undefined) throw noWorkspace();
    return tenant;
  }

  /** The workspace's watch; another one after the gateway has begun to serve it anew. */
  function watchOf(tenant: Tenant): Watch {
    const there = watches.get(tenant.workspace);
    if (there?.tenant === tenant) return there;
    const watch = new Watch(tenant, events, log);
    watches.set(tenant.workspace, watch);
    return watch;
  }

  return {
    snapshot: async (workspace) => {
      const tenant = tenantOf(workspace);
      return patiently((signal) => new Picture().refresh(tenant, everythingStale(), signal));
    },
    inspect: async (workspace, kind, wanted) => {
      const tenant = tenantOf(workspace);
      return patiently((signal) => inspectOwn(tenant, kind, wanted, signal));
    },
    subscribe(workspace, listener, usage) {
      const watch = watchOf(tenantOf(workspace));
      watch.add(listener);
      if (usage !== undefined) watch.usage.add(usage);
      return {
        close() {
          watch.delete(listener);
          if (usage !== undefined) watch.usage.delete(usage);
          if (watch.size > 0) return;
          watch.end();
          if (watches.get(workspace) === watch) watches.delete(workspace);
        },
      };
    },
    close() {
      for (const watch of watches.values()) watch.end();
      watches.clear();
    },
  };
}

/** Runs the work for as long as an answer may take; its errors are the backend's. */
async function patiently<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(patienceMs);
  const silence = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(signal), silence]);
  } catch (error) {
    throw translated(error, signal);
  }
}

function translated(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof DockerError || error instanceof EngineError) {
    if (error.status === 404 || error.status === 400)
      return new EscaleError("not_found", messages.objectGone, { cause: error });
    if (error.status === 503) return engineUnavailable(error);
  }
  return signal.aborted || isEngineAway(error) ? engineUnavailable(error) : error;
}
