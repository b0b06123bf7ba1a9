/**
 * Makes one workspace: folders, sockets, then the container, so that its init finds its terminals'
 * socket at the first try. The same for a prepared workstation and for one opened on demand.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { startWorkstation, type WorkstationSpec } from "../engine/workstation";
import type { Context } from "./context";

/** A workstation whose init has not said hello by then is given up. */
const helloMs = 20_000;

/** Serves the three sockets of a workspace; also again after the backend's restart. */
export async function serve(context: Context, workspace: WorkspaceId): Promise<void> {
  const { dockerSocket, terminalSocket, portsSocket } = context.paths.workspace(workspace);
  await Promise.all([
    context.gateway.listen(workspace, dockerSocket),
    context.terminals.listen(workspace, terminalSocket),
  ]);
  // last: it tells the workstation's init what to listen on
  await context.ports.listen(workspace, portsSocket);
}

/** Ends all; open streams and terminals of browsers are closed. */
export async function unserve(context: Context, workspace: WorkspaceId): Promise<void> {
  await Promise.all([
    context.ports.release(workspace),
    context.terminals.release(workspace),
    context.gateway.close(workspace),
  ]);
}

/** Waits until the workstation's init is connected; rejects after `timeoutMs`. */
export async function hello(
  context: Context,
  workspace: WorkspaceId,
  timeoutMs = helloMs,
): Promise<void> {
  try {
    await context.terminals.ready(workspace, timeoutMs);
  } catch (error) {
    // what the terminals say is meant for who opens one, not for who opens a workspace
    throw new Error(`no word from the workstation's init within ${timeoutMs} ms`, { cause: error });
  }
}

/** What its container is to be, by the settings of today. */
export function workstationSpec(context: Context, workspace: WorkspaceId): WorkstationSpec {
  const { settings, paths } = context;
  const { home, run } = paths.workspace(workspace);
  return {
    workspace,
    instance: context.instance,
    image: context.image,
    home,
    run,
    memoryBytes: settings.ESCALE_WORKSTATION_MEMORY,
    cpus: context.quotas.of(workspace).cpus,
    pids: settings.ESCALE_CONTAINER_PIDS,
    cgroupParent: context.cgroups.workstation(workspace),
  };
}

/**
 * Resolves when a shell can be opened; rejects as soon as `died` does. On failure the caller ends
 * the workspace.
 */
export async function build(
  context: Context,
  workspace: WorkspaceId,
  died: Promise<never>,
): Promise<void> {
  await context.homes.make(workspace, await context.learner());
  // before anything may be started in it
  await context.cgroups.make(workspace);
  await serve(context, workspace);
  await startWorkstation(context.engine, workstationSpec(context, workspace));
  await Promise.race([hello(context, workspace), died]);
}
