/** How many workspaces this machine may run, and what one of them may use. */
import type { Bounds } from "@/backend/cgroups/bounds";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Allowance } from "@/lib/protocol/quota";
import type { Settings } from "@/lib/protocol/settings";
import type { WorkspaceLimits } from "@/lib/protocol/workspace";

export function workspaceLimits(settings: Settings, allowance: Allowance): WorkspaceLimits {
  const { memoryBytes, cpus, containers } = allowance;
  return {
    ...{ memoryBytes, cpus, containers },
    pids: settings.ESCALE_WORKSPACE_PIDS,
    terminals: settings.ESCALE_WORKSPACE_TERMINALS,
  };
}

/** What the workstation may use beside containers that use all of theirs. */
const workstationCpus = 0.1;

/**
 * What a workspace's control groups allow. The workstation has its memory and processes for itself,
 * and a tenth of a CPU that containers cannot take: its shell answers whatever they do.
 */
export function groupBounds(
  settings: Settings,
  { memoryBytes, cpus }: Allowance,
): { workspace: Bounds; containers: Bounds } {
  const containers = { memoryBytes, cpus, pids: settings.ESCALE_WORKSPACE_PIDS };
  const workspace = {
    memoryBytes: containers.memoryBytes + settings.ESCALE_WORKSTATION_MEMORY,
    cpus: containers.cpus + workstationCpus,
    pids: containers.pids + settings.ESCALE_CONTAINER_PIDS,
  };
  return { workspace, containers };
}

/**
 * The machine's places. One is held from before the first object of a workspace is made until
 * after the last one is gone, by prepared workstations as well.
 */
export class Places {
  readonly #held = new Set<WorkspaceId>();
  constructor(readonly max: number) {}

  get used(): number {
    return this.#held.size;
  }
  get free(): number {
    return Math.max(0, this.max - this.#held.size);
  }
  has(workspace: WorkspaceId): boolean {
    return this.#held.has(workspace);
  }
  /** May go over `max`: what exists after a restart with a smaller `max` is counted, not stopped. */
  hold(workspace: WorkspaceId): void {
    this.#held.add(workspace);
  }
  release(workspace: WorkspaceId): void {
    this.#held.delete(workspace);
  }
}
