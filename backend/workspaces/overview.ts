/** What the operator is told: what runs, what is kept, how the whole is. */
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import type { BackendHealth } from "@/lib/protocol/health";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { KeptHome, WorkspaceSummary } from "@/lib/protocol/workspace";
import { listContainers } from "../engine/objects";
import { engineUnavailable } from "../errors";
import type { Context } from "./context";
import type { Machine } from "./machine";
import { readRecord } from "./record";
import { summaryOf } from "./views";

const run = promisify(execFile);

/** Running and prepared workspaces. Throws EscaleError engine_unavailable. */
export async function summaries(machine: Machine): Promise<WorkspaceSummary[]> {
  const { context, state, pool } = machine;
  const containers = await listContainers(context.engine).catch((error) => {
    throw engineUnavailable(error);
  });
  const count = (id: WorkspaceId) =>
    containers.filter((container) => container.workspace === id && !container.workstation).length;
  return [
    ...[...state.live].map(([id, owner]) => {
      const phase = state.phase(owner);
      const openedAt = phase.kind === "running" ? phase.openedAt : null;
      return summaryOf(id, owner, openedAt, count(id), machine);
    }),
    ...pool.list().map((id) => summaryOf(id, null, null, count(id), machine)),
  ];
}

export function health({ watch, disk, state, pool, queue, places }: Machine): BackendHealth {
  const engine = watch.state();
  return {
    backend: disk.full()
      ? { status: "ok", detail: "disk nearly full: no workspace is opened" }
      : { status: "ok" },
    engine: engine.up
      ? { status: "ok", version: engine.version }
      : { status: "down", detail: engine.detail },
    workspaces: {
      running: state.live.size,
      prepared: pool.size,
      waiting: queue.length,
      max: places.max,
    },
  };
}

/**
 * Home folders that only wait for their owner's return, those that no owner's link leads to
 * included. Reads the whole of each: it may take a while.
 */
export async function keptHomes({ context, places }: Machine): Promise<KeptHome[]> {
  const owners = new Map<WorkspaceId, Owner>();
  for (const { owner, id } of context.owners.links()) owners.set(id, owner);
  const homes: KeptHome[] = [];
  for (const id of context.homes.list()) {
    if (places.has(id) || !context.homes.hasHome(id)) continue;
    homes.push({
      id,
      owner: owners.get(id) ?? null,
      bytes: await bytesOf(context.paths.workspace(id).home),
      lastUsedAt: lastUsedAt(context, id),
    });
  }
  return homes;
}

/** When a workspace that does not run was last used, ISO 8601. */
export function lastUsedAt(context: Context, workspace: WorkspaceId): string {
  const { root } = context.paths.workspace(workspace);
  const record = readRecord(root);
  if (record?.state === "stopped" || record?.state === "ending") return record.at;
  // nothing says when: its folder was last changed by the record's writing
  return statSync(root).mtime.toISOString();
}

/** `du`, for it walks by descriptors, follows no link and leaves no file system. */
async function bytesOf(folder: string): Promise<number> {
  const { stdout } = await run("du", ["-s", "-x", "--block-size=1", "--", folder]);
  return Number.parseInt(stdout, 10);
}
