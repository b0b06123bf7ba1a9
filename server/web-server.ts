/**
 * The HTTP server around Next: which requests it lets through, what headers go with the answers,
 * and the terminals' WebSocket.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { errorBodySchema } from "@/lib/protocol/errors";
import { setClientAddress } from "./client-address";
import { type HeaderOptions, secure } from "./headers";
import type { AllowHost } from "./hosts";
import { refuse } from "./requests";
import { refuseUpgrade, type TerminalSockets, terminalOf } from "./terminal-socket";

export interface WebServerOptions {
  readonly allowHost: AllowHost;
  readonly headers: HeaderOptions;
  /** ESCALE_URL is set */
  readonly behindProxy: boolean;
  readonly terminals: TerminalSockets;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Takes Next's own upgrades (development); without it, all but terminals' are refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly onError: (error: unknown) => void;
}

/** Not yet listening. */
export function createWebServer(options: WebServerOptions): Server {
  const server = createServer({
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    requireHostHeader: true,
    noDelay: true,
  });
  server.on("request", async (request, response) => {
    try {
      // First, for it takes away the policy that a browser may have sent as its own.
      setClientAddress(request, options.behindProxy);
      secure(request, response, options.headers);
      const refusal = refuse(request, options.allowHost);
      if (refusal !== null) return sendRefusal(request, response, refusal);
      await options.handle(request, response);
    } catch (error) {
      options.onError(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const known = options.allowHost(request.headers.host, request.socket.localAddress);
    if (terminalOf(request.url) !== null) void options.terminals.handle(request, socket, head);
    else if (options.upgrade && known && request.url?.startsWith("/_next/"))
      options.upgrade(request, socket, head);
    else refuseUpgrade(socket, 404);
  });
  return server;
}

function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: { status: number; message: string },
): void {
  // What is left of the body is not read: the connection cannot serve another request.
  response.setHeader("Connection", "close");
  response.setHeader("Cache-Control", "no-store");
  if (request.url?.startsWith("/api/")) {
    const body = errorBodySchema.parse({
      error: {
        code: "bad_request",
        message: "Cette demande a été refusée avant d’être lue : elle n’a pas la forme attendue.",
      },
    });
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
    return;
  }
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${message}\n`);
}
