/**
 * The three ways to a terminal's WebSocket: as its owner, as somebody who watches them, and as one
 * of those that it is shown to. Which one it is, the path alone says, and web alone writes paths.
 */
import type { WebSocket } from "ws";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner, TerminalId } from "@/lib/protocol/ids";
import { messages } from "../errors";
import { tooManyWatch } from "../watching/messages";
import type { Workspaces } from "../workspaces/workspaces";
import { matchPath } from "./route";
import { audiencePath, socketPath, watchedPath } from "./routes";

/** each tab of the learner's, and reconnections */
const maxSocketsOfWatch = 48;

export interface Asked {
  owner: Owner;
  id: TerminalId;
  /** Hands the socket over. Throws EscaleError no_workspace, not_found, too_many_requests. */
  give(socket: WebSocket): void;
}

/** Null: not the path of a terminal's socket. */
export function terminalAsked(
  workspaces: Workspaces,
  path: string,
): Asked | "not understood" | null {
  const { terminals, watches } = workspaces;
  const own = matchPath(socketPath.path, path);
  if (own !== null) {
    const found = socketPath.params.safeParse(own);
    if (!found.success) return "not understood";
    const { owner, id } = found.data;
    const give = (socket: WebSocket) => terminals.attach(workspaces.running(owner), id, socket);
    return { owner, id, give };
  }
  const watched = matchPath(watchedPath.path, path);
  if (watched !== null) {
    const found = watchedPath.params.safeParse(watched);
    if (!found.success) return "not understood";
    const { owner, id, watch: name, watcher } = found.data;
    const give = (socket: WebSocket) => {
      const watch = watches.find(owner, name, watcher);
      if (watch.sockets >= maxSocketsOfWatch) throw tooManyWatch();
      const workspace = workspaces.running(owner);
      watch.hold(socket);
      terminals.watch(workspace, id, socket, { mayType: () => watch.mayType(workspace) });
    };
    return { owner, id, give };
  }
  const shown = matchPath(audiencePath.path, path);
  if (shown === null) return null;
  const found = audiencePath.params.safeParse(shown);
  if (!found.success) return "not understood";
  const { owner, id, workspace } = found.data;
  const give = (socket: WebSocket) => {
    // another workspace has terminals of the same numbers, which nobody has shown
    if (workspaces.running(owner) !== workspace)
      throw new EscaleError("not_found", messages.notFound);
    terminals.watch(workspace, id, socket, { mayType: () => false, audience: true });
  };
  return { owner, id, give };
}
