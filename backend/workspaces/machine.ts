/** The parts that opening, ending and taking up work with, each made once (workspaces.ts). */
import type { Owner } from "@/lib/protocol/ids";
import type { DiskUse } from "../disk-use/disk-use";
import type { EngineWatch } from "../engine/watch";
import type { Queue } from "../queue";
import type { Serial } from "../serial";
import type { Context } from "./context";
import type { Disk } from "./disk";
import type { Idle } from "./idle";
import type { Places } from "./limits";
import type { Pool } from "./pool";
import type { State } from "./state";

export interface Machine {
  readonly context: Context;
  readonly state: State;
  /** steps of one owner never overlap */
  readonly serial: Serial<Owner>;
  readonly watch: EngineWatch;
  readonly disk: Disk;
  readonly diskUse: DiskUse;
  readonly places: Places;
  readonly pool: Pool;
  readonly queue: Queue;
  readonly idle: Idle;
  /** the backend is ending: nothing new is begun */
  closing(): boolean;
}

/** Whether anything can be opened at all now. */
export const canOpen = ({ watch, disk, closing }: Machine): boolean =>
  !closing() && watch.state().up && !disk.full();
