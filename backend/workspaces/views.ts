/** What is told of a workspace: to its learner (`WorkspaceView`) and to the operator. */
import type { ErrorCode } from "@/lib/protocol/errors";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { StopReason, WorkspaceSummary, WorkspaceView } from "@/lib/protocol/workspace";
import { totalOf } from "../disk-use/use";
import { messages } from "../errors";
import { workspaceLimits } from "./limits";
import type { Machine } from "./machine";
import { readRecord } from "./record";

/** Where an owner's workspace is. An owner of whom nothing is known in memory has `none`. */
export type Phase =
  | { kind: "none"; stopped: { reason: StopReason; at: string } | null }
  | { kind: "waiting" }
  | { kind: "opening" }
  | { kind: "running"; id: WorkspaceId; openedAt: string }
  | { kind: "failed"; code: ErrorCode; message: string };

type ViewSources = Pick<Machine, "context" | "state" | "idle" | "queue" | "watch" | "diskUse">;

function diskSpent(workspace: WorkspaceId, { context, diskUse }: ViewSources) {
  const use = diskUse.isOver(workspace) ? diskUse.use(workspace) : undefined;
  if (use === undefined) return {};
  const { bytes: usedBytes, files: usedFiles } = totalOf(use);
  const { diskBytes: maxBytes } = context.quotas.of(workspace);
  const { ESCALE_WORKSPACE_FILES: maxFiles } = context.settings;
  return { diskSpent: { usedBytes, maxBytes, usedFiles, maxFiles } };
}

/** Who looks at the owner's terminals besides them: there is no looking without being named here. */
function onlookers(owner: Owner, workspace: WorkspaceId, { context }: ViewSources) {
  const watches = context.watches.notices(owner);
  const audience = context.terminals.audience(workspace);
  return {
    ...(watches.length > 0 ? { watches } : {}),
    ...(audience > 0 ? { audience } : {}),
  };
}

export function viewOf(owner: Owner, sources: ViewSources): WorkspaceView {
  const { context, state, idle, queue, watch } = sources;
  const phase = state.phase(owner);
  switch (phase.kind) {
    case "running": {
      const allowance = context.quotas.of(phase.id);
      const { idleMs } = allowance;
      const deadline = idle.deadline(phase.id) ?? Date.now() + idleMs;
      return {
        state: "running",
        id: phase.id,
        openedAt: phase.openedAt,
        idleStopsAt: new Date(deadline).toISOString(),
        idleWarningMs: Math.min(context.settings.ESCALE_IDLE_WARNING, idleMs),
        limits: workspaceLimits(context.settings, allowance),
        terminals: context.terminals.list(phase.id),
        ...diskSpent(phase.id, sources),
        ports: [...context.ports.list(phase.id)],
        ...onlookers(owner, phase.id, sources),
      };
    }
    case "opening":
      return { state: "opening" };
    case "waiting":
      return {
        state: "waiting",
        position: queue.position(owner) ?? 1,
        of: Math.max(1, queue.length),
      };
    case "failed":
      return { state: "unavailable", code: phase.code, message: phase.message };
    case "none": {
      if (!watch.state().up) {
        return {
          state: "unavailable",
          code: "engine_unavailable",
          message: messages.engineUnavailable,
        };
      }
      const kept = context.owners.find(owner);
      if (kept === null) return { state: "none", filesKept: false, stopped: phase.stopped };
      const record = readRecord(context.paths.workspace(kept).root);
      return {
        state: "none",
        filesKept: record?.state !== "ending" || record.files === "keep",
        stopped:
          record?.state === "stopped" || record?.state === "ending"
            ? { reason: record.reason, at: record.at }
            : null,
      };
    }
  }
}

export function summaryOf(
  workspace: WorkspaceId,
  owner: Owner | null,
  openedAt: string | null,
  containers: number,
  sources: Pick<ViewSources, "context" | "idle">,
): WorkspaceSummary {
  const deadline = sources.idle.deadline(workspace);
  return {
    id: workspace,
    owner,
    socket: sources.context.paths.workspace(workspace).dockerSocket,
    openedAt,
    idleStopsAt: deadline === null ? null : new Date(deadline).toISOString(),
    containers,
    terminals: sources.context.terminals.list(workspace).length,
  };
}
