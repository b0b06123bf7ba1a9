/** What may be looked at in one running workspace, from its parts. */
import { z } from "zod";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { Engine } from "../../engine/client";
import { workstationName } from "../../engine/ownership";
import { targetsOf } from "../../ports/targets";
import type { CommandSeen, EngineSight, Sight } from "../types";
import { runIn } from "./command";
import { readHomeFile } from "./file";
import { askPort } from "./http";

export interface SightParts {
  workspace: WorkspaceId;
  /** the dedicated engine */
  engine: Engine;
  /** the learner's own */
  virtual: EngineSight;
  paths: Pick<Paths, "workspace">;
}

const runningSchema = z.object({ Id: z.string().regex(/^[0-9a-f]{64}$/) });
const absent: CommandSeen = { ran: false, absent: true, why: "no such container" };

export function createSight({ workspace, engine, virtual, paths }: SightParts): Sight {
  const { home } = paths.workspace(workspace);
  return {
    engine: virtual,
    request: async (asked) => askPort((await targetsOf(engine, workspace)).tcp, asked),
    file: (folder, path) => readHomeFile(home, folder, path),
    async run(asked) {
      if (asked.container === null) return runIn(engine, workstationName(workspace), asked);
      // by the ID that the learner's own engine gives: another's container has no name there
      const own = runningSchema.safeParse(await virtual.inspect("container", asked.container));
      return own.success ? runIn(engine, own.data.Id, asked) : absent;
    },
  };
}
