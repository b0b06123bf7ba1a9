/**
 * Requests that become something else: the WebSocket of one terminal, handed over to the terminals
 * (terminal-paths.ts), and a connection to a published port (port-connection.ts).
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { EscaleError } from "@/lib/protocol/errors";
import { closeCodes, maxInputBytes } from "@/lib/protocol/terminal-frames";
import { messages, toEscaleError } from "../errors";
import type { Log } from "../log";
import type { Workspaces } from "../workspaces/workspaces";
import { connectPort } from "./port-connection";
import { refuseUpgrade } from "./reply";
import { matchPath, splitTarget } from "./route";
import { portPath } from "./routes";
import { type Asked, terminalAsked } from "./terminal-paths";

/** kind byte and some room */
const maxPayload = maxInputBytes + 64;

/** `ready`: a browser that comes back before the start is over waits for it. */
export function createUpgrade(workspaces: Workspaces, ready: Promise<void>, log: Log) {
  const tunnels = new Set<Duplex>();
  const server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });

  function attach({ owner, id: terminal, give }: Asked, socket: WebSocket): void {
    socket.on("error", (error) => log.debug({ err: error, owner }, "a terminal's socket failed"));
    try {
      give(socket);
    } catch (error) {
      // told as a close code: a browser cannot see the HTTP status of a refused upgrade
      const { code } = toEscaleError(error);
      const gone = code === "no_workspace" || code === "not_found";
      if (!gone) log.error({ err: error, owner, terminal }, "a terminal could not be attached");
      socket.close(gone ? closeCodes.gone : closeCodes.restarting);
    }
  }

  /** null: not the path of a port */
  function portOf(request: IncomingMessage): { owner: string; port: number } | null {
    const target = splitTarget(request.url ?? "");
    const params = target && matchPath(portPath.path, target.path);
    const checked = portPath.params.safeParse(params);
    const plain = target !== null && Object.keys(target.query).length === 0;
    return checked.success && plain && request.headers.upgrade === "tcp" ? checked.data : null;
  }

  return {
    handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const onError = (error: Error) => log.debug({ err: error }, "an upgrade's socket failed");
      socket.on("error", onError);
      const port = portOf(request);
      if (port !== null) {
        tunnels.add(socket);
        socket.once("close", () => tunnels.delete(socket));
        ready.then(
          () => connectPort(workspaces, port, socket, head, log),
          () => socket.destroy(),
        );
        return;
      }
      const target = splitTarget(request.url ?? "");
      const asked = target && terminalAsked(workspaces, target.path);
      if (!asked) {
        refuseUpgrade(socket, new EscaleError("not_found", messages.notFound));
        return;
      }
      if (asked === "not understood" || Object.keys(target.query).length > 0) {
        refuseUpgrade(socket, new EscaleError("bad_request", messages.badRequest));
        return;
      }
      ready.then(
        () =>
          server.handleUpgrade(request, socket, head, (webSocket) => {
            socket.off("error", onError);
            attach(asked, webSocket);
          }),
        () => socket.destroy(),
      );
    },
    /** Every terminal's browser is told to come back; connections to ports just end. */
    close(): void {
      for (const socket of tunnels) socket.destroy();
      for (const client of server.clients) client.close(closeCodes.restarting);
    },
  };
}
