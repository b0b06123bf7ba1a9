/**
 * What is found after a restart or after the engine was away, and what becomes of it. The backend
 * may have been killed at any moment; whatever it was in the middle of shows in three places: the
 * engine's containers (by label), the owner's link, the record.
 *
 * | begun | cut short after | found | becomes |
 * | --- | --- | --- | --- |
 * | prepare | folder, container | `prepared`, not running | removed |
 * | prepare | start | `prepared`, running, no owner | a prepared workstation, unless its image has been replaced |
 * | claim | link | `prepared`, owner | running |
 * | reopen | container | `stopped`, owner, container | running if it runs, else `stopped` again |
 * | end | anything | `ending` | ended, files kept or removed as asked |
 * | (host restarted) | | `running`, not running | stopped, reason `lost` |
 */
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Quota } from "@/lib/protocol/quota";
import { listContainers, type TenantContainer, workspacesWithNetworks } from "../engine/objects";
import { imageId } from "../engine/workstation";
import type { Context } from "./context";
import { readRecord, type WorkspaceRecord } from "./record";
import type { Ending } from "./remove";

export interface Finding {
  record: WorkspaceRecord | null;
  owner: Owner | null;
  hasHome: boolean;
  workstationRunning: boolean;
  /** made from an image that has been replaced since */
  outdated: boolean;
  /** any container of the workspace, the learner's included */
  hasContainers: boolean;
}

export type Fate =
  | { kind: "running"; owner: Owner; openedAt: string; quota: Quota }
  | { kind: "prepared" }
  | { kind: "end"; owner: Owner | null; ending: Ending }
  /** files that are nobody's, though they once were somebody's: left for the operator to look at */
  | { kind: "strays" }
  /** only files, as they should be */
  | { kind: "kept" };

/** The table above as a function. `now`: ISO 8601. */
export function judge(found: Finding, now: string): Fate {
  const { record, owner } = found;
  if (record?.state === "ending") return { kind: "end", owner, ending: record };
  const lost = (files: Ending["files"]): Fate => ({
    kind: "end",
    owner,
    ending: { files, reason: "lost", at: now },
  });
  if (owner !== null) {
    if (found.workstationRunning) {
      return {
        kind: "running",
        owner,
        openedAt: record?.state === "running" ? record.openedAt : now,
        quota: (record?.state === "running" ? record.quota : undefined) ?? {},
      };
    }
    if (record?.state === "stopped") {
      return found.hasContainers
        ? { kind: "end", owner, ending: { files: "keep", reason: record.reason, at: record.at } }
        : { kind: "kept" };
    }
    return lost("keep");
  }
  if (record?.state === "prepared") {
    return found.workstationRunning && !found.outdated ? { kind: "prepared" } : lost("remove");
  }
  return record === null && !found.hasHome ? lost("remove") : { kind: "strays" };
}

export interface Survey {
  fates: Map<WorkspaceId, Fate>;
  /** workspaces of this installation that have containers or networks and no folder */
  homeless: WorkspaceId[];
}

/** Looks at everything of this installation; changes nothing. Rejects when the engine is away. */
export async function survey(
  context: Context,
  owners: ReadonlyMap<WorkspaceId, Owner>,
): Promise<Survey> {
  const containers = await listContainers(context.engine);
  const image = await imageId(context.engine, context.image);
  const now = new Date().toISOString();
  const folders = context.homes.list();
  const byWorkspace = new Map<WorkspaceId, TenantContainer[]>();
  for (const container of containers) {
    const own = byWorkspace.get(container.workspace) ?? [];
    own.push(container);
    byWorkspace.set(container.workspace, own);
  }
  const fates = new Map(
    folders.map((id) => {
      const own = byWorkspace.get(id) ?? [];
      const found: Finding = {
        record: readRecord(context.paths.workspace(id).root),
        owner: owners.get(id) ?? null,
        hasHome: context.homes.hasHome(id),
        workstationRunning: own.some((container) => container.workstation && container.running),
        outdated: own.some((container) => container.workstation && container.image !== image),
        hasContainers: own.length > 0,
      };
      return [id, judge(found, now)];
    }),
  );
  const ours = containers
    .filter((container) => container.instance === context.instance)
    .map((container) => container.workspace);
  const networked = await workspacesWithNetworks(context.engine, context.instance);
  const homeless = new Set([...ours, ...networked].filter((id) => !fates.has(id)));
  return { fates, homeless: [...homeless] };
}
