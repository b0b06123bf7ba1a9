/**
 * The end of a workspace. What it has on the engine goes in every case, the learner's containers
 * and images included: they cost memory and disk, and the course makes them again in a moment. The
 * home folder stays (`keep`) or goes too (`remove`).
 *
 * The intent is written down first, so that an ending which a crash or an absent engine interrupts
 * is finished later and never undone. Every step may be repeated.
 */
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { StopReason } from "@/lib/protocol/workspace";
import { removeObjects } from "../engine/objects";
import { unserve } from "./build";
import type { Context } from "./context";
import { type Files, readRecord, writeRecord } from "./record";

export interface Ending {
  files: Files;
  reason: StopReason;
  /** ISO 8601 */
  at: string;
}

/** Step one, synchronous: from here on the workspace will end, whatever happens. */
export function announceEnding(context: Context, workspace: WorkspaceId, ending: Ending): void {
  const { root } = context.paths.workspace(workspace);
  if (context.homes.exists(workspace)) {
    writeRecord(root, {
      state: "ending",
      files: ending.files,
      reason: ending.reason,
      at: ending.at,
    });
  }
}

/**
 * Carries it out. Rejects when the engine is away or refuses: the record then still says `ending`.
 * `owner`: whose link goes with the files; null for a workstation that was nobody's.
 */
export async function finishEnding(
  context: Context,
  workspace: WorkspaceId,
  owner: Owner | null,
  ending: Ending,
): Promise<void> {
  await unserve(context, workspace);
  await context.cgroups.whileThawed(workspace, () => removeObjects(context.engine, workspace));
  await context.cgroups.remove(workspace);
  if (ending.files === "remove") {
    if (owner !== null && context.owners.find(owner) === workspace) context.owners.release(owner);
    await context.homes.remove(workspace);
  } else if (context.homes.exists(workspace)) {
    await context.homes.removeRun(workspace);
    writeRecord(context.paths.workspace(workspace).root, {
      state: "stopped",
      reason: ending.reason,
      at: ending.at,
    });
  }
}

/** The ending that was announced and not finished, if there is one. */
export function announcedEnding(context: Context, workspace: WorkspaceId): Ending | null {
  const record = readRecord(context.paths.workspace(workspace).root);
  return record?.state === "ending" ? record : null;
}
