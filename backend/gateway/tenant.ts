/** One tenant: who, their limits, their turn-taking. Nothing here that the engine does not say. */
import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { ContainersGroup } from "@/backend/cgroups/cgroups";
import type { DiskGate } from "@/backend/disk-use/use";
import type { Isolation } from "@/backend/isolation/isolation";
import type { PortsHook } from "@/backend/ports/types";
import type { Registry } from "@/backend/registry/types";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { createExecCount, type ExecCount } from "./admission/execs";
import { createPace, type Pace } from "./admission/pace";
import { createTurns, type Turns } from "./admission/turns";
import { createFreezing, type Freezing } from "./containers/freezing";
import type { EngineClient } from "./engine-client";
import type { Binds } from "./files/binds";
import type { KnownContainers } from "./known/containers";
import { type Consoles, createConsoles } from "./machines/console";
import type { Machines } from "./machines/machines";
import type { Limits, RequestListener } from "./types";

export interface Tenant {
  readonly workspace: WorkspaceId;
  readonly engine: EngineClient;
  /** own containers' IDs, before the engine is asked for more */
  readonly known: KnownContainers;
  readonly limits: Limits;
  readonly log: Logger;
  readonly onRequest: RequestListener | undefined;
  /** absent: no networks */
  readonly isolation: Isolation | undefined;
  /** the control group of its containers and builds; absent: the engine's own */
  readonly group: ContainersGroup | undefined;
  /** absent: nothing is published nor pulled from others */
  readonly registry: Registry | undefined;
  /** its use of the disk; absent: not counted */
  readonly disk: DiskGate | undefined;
  /** absent: no published ports */
  readonly ports: PortsHook | undefined;
  /** what counts and then creates takes its turn, so that quotas cannot be raced */
  readonly turns: Turns;
  /** what it gives the engine to do keeps to this pace */
  readonly pace: Pace;
  /** exec → container, for those created here; asked of the engine again where it is missing */
  readonly execs: Map<string, string>;
  /** execs that begin, and what freezes their containers */
  readonly freezing: Freezing;
  /** execs that exist at once */
  readonly execCount: ExecCount;
  /** builds take theirs apart: one at a time, for as long as it lasts */
  readonly builds: Turns;
  /** pushes theirs: one archive of the tenant's at a time lies on the registry's disk */
  readonly pushes: Turns;
  /** bytes of memory that the build under way may take; 0 without one */
  readonly building: { memory: number };
  /** known to nobody, the tenant included; a new one after a restart makes the next build a full one */
  readonly cacheSecret: string;
  /** own anonymous volumes last seen: events name them without a label */
  readonly anonymousVolumes: Set<string>;
  /** the virtual machines of all learners */
  readonly machines: Machines;
  /** what has been seen of own containers' consoles */
  readonly consoles: Consoles;
  /** holds own folders for containers; undefined where that is not possible */
  readonly binds: Binds | undefined;
}

export function createTenant(
  parts: Pick<
    Tenant,
    | "workspace"
    | "engine"
    | "known"
    | "limits"
    | "log"
    | "onRequest"
    | "binds"
    | "isolation"
    | "group"
    | "ports"
    | "registry"
    | "disk"
    | "machines"
  >,
): Tenant {
  return {
    ...parts,
    turns: createTurns(),
    pace: createPace({ perSecond: parts.limits.workPerSecond, burst: parts.limits.workBurst }),
    consoles: createConsoles(),
    execs: new Map(),
    freezing: createFreezing(),
    execCount: createExecCount(),
    builds: createTurns(),
    pushes: createTurns(),
    building: { memory: 0 },
    cacheSecret: randomBytes(16).toString("hex"),
    anonymousVolumes: new Set(),
  };
}
