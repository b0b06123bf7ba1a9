/** `admin workspace …`: list, open and remove learners' workspaces. */
import type { Owner } from "@/lib/protocol/ids";
import { ownerSchema, workspaceIdSchema } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { OperatorError } from "../system/operator-error";
import type { Backend } from "./backend";
import { table } from "./table";

function owner(name: string): Owner {
  const result = ownerSchema.safeParse(name);
  if (result.success) return result.data;
  throw new OperatorError(`"${name}" cannot be an owner`, "1 to 64 letters, digits, _ or -");
}

/** A line for each running workspace. */
export async function listWorkspaces(backend: Backend, json: boolean): Promise<string> {
  const workspaces = await backend.list();
  if (json) return JSON.stringify(workspaces);
  if (workspaces.length === 0) return "No workspace is running.";
  return table(
    ["ID", "OWNER", "OPENED", "STOPS WHEN IDLE", "CONTAINERS", "TERMINALS"],
    workspaces.map((each) => [
      each.id,
      each.owner ?? "(prepared)",
      each.openedAt ?? "-",
      each.idleStopsAt ?? "-",
      String(each.containers),
      String(each.terminals),
    ]),
  );
}

const settled = (view: WorkspaceView) =>
  view.state === "running" || view.state === "unavailable" || view.state === "none";

/** Opens (or finds) a workspace and tells its virtual engine's socket. Waits in line if need be. */
export async function openWorkspace(
  backend: Backend,
  name: string,
  json: boolean,
  tell: (line: string) => void,
): Promise<string> {
  const whose = owner(name);
  let view = await backend.open(whose);
  if (!settled(view)) {
    tell(
      view.state === "waiting"
        ? `The machine is full: in line, place ${view.position}…`
        : "Opening…",
    );
    view = await backend.follow(whose, settled);
  }
  if (view.state !== "running") {
    const why = view.state === "unavailable" ? view.message : "it was stopped while opening";
    throw new OperatorError(`the workspace cannot be opened: ${why}`, "npm run -s admin -- doctor");
  }
  const { id } = view;
  const summary = (await backend.list()).find((each) => each.id === id);
  if (!summary) throw new Error(`the backend opened ${id} but does not list it`);
  if (json) return JSON.stringify({ id, socket: summary.socket });
  return `${id}\n\nIts virtual engine:\n  docker -H unix://${summary.socket} ps`;
}

/** Removes a workspace by its id or its owner; files of the home folder only with `files`. */
export async function removeWorkspace(
  backend: Backend,
  which: { id?: string | undefined; owner?: string | undefined },
  files: boolean,
): Promise<string> {
  const whose = which.owner === undefined ? await ownerOf(backend, which.id) : owner(which.owner);
  await backend.remove(whose, files ? "remove" : "keep");
  return `The workspace of ${whose} is removed; its files are ${files ? "removed" : "kept"}.`;
}

async function ownerOf(backend: Backend, id: string | undefined): Promise<Owner> {
  if (!workspaceIdSchema.safeParse(id).success) {
    throw new OperatorError(
      "name a workspace by its id (12 hex digits) or --owner",
      "see: workspace list",
    );
  }
  const found = (await backend.list()).find((each) => each.id === id);
  if (!found) throw new OperatorError(`no workspace ${id} is running`, "see: workspace list");
  if (found.owner === null) {
    throw new OperatorError(
      `${id} is prepared and nobody's yet`,
      "set ESCALE_PREPARED=0 to have none",
    );
  }
  return owner(found.owner);
}
