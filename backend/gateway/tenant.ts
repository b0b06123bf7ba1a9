/** One tenant: who, their limits, their turn-taking. Nothing here that the engine does not say. */
import type { Logger } from "pino";
import type { Isolation } from "@/backend/isolation/isolation";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { createTurns, type Turns } from "./admission/turns";
import type { EngineClient } from "./engine-client";
import type { Limits } from "./types";

export interface Tenant {
  readonly workspace: WorkspaceId;
  readonly engine: EngineClient;
  readonly limits: Limits;
  readonly log: Logger;
  /** absent: no networks */
  readonly isolation?: Isolation;
  /** what counts and then creates takes its turn, so that quotas cannot be raced */
  readonly turns: Turns;
  /** exec → container, for those created here; asked of the engine again where it is missing */
  readonly execs: Map<string, string>;
}

export function createTenant(parts: Omit<Tenant, "turns" | "execs">): Tenant {
  return { ...parts, turns: createTurns(), execs: new Map() };
}
