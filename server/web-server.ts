/**
 * The HTTP server around Next: which requests it lets through, what headers go with the answers,
 * the terminals' WebSocket; and previews, by the name that is asked for.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { errorBodySchema } from "@/lib/protocol/errors";
import { isLoopback, setClientAddress } from "./client-address";
import { type HeaderOptions, secure } from "./headers";
import type { AllowHost } from "./hosts";
import type { Previews } from "./previews/previews";
import { isUpload, refuse } from "./requests";
import { terminalAt } from "./terminal-address";
import { refuseUpgrade, type TerminalSockets } from "./terminal-socket";

export interface WebServerOptions {
  readonly allowHost: AllowHost;
  readonly headers: HeaderOptions;
  /** ESCALE_URL is set */
  readonly behindProxy: boolean;
  readonly terminals: TerminalSockets;
  readonly previews: Previews;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Takes Next's own upgrades (development); without it, all but terminals' are refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Told of each request to the site itself. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onError: (error: unknown) => void;
  readonly patience?: Partial<Patience>;
}

/** How long and how much the server puts up with, per connection and in all. */
export interface Patience {
  /** from the first byte of a request to the end of its headers, ms */
  readonly headersMs: number;
  /** to the end of its body, ms */
  readonly requestMs: number;
  /** the same where it is a learner's file that is sent */
  readonly uploadMs: number;
  /** how often the two are looked at, ms (Node's own 30 s would double them) */
  readonly checkMs: number;
  readonly connections: number;
  /** from one address; a proxy's connections are everybody's and not bounded by this */
  readonly connectionsPerAddress: number;
}

/** A browser has at most 6 connections and its terminals: enough for a class behind one router. */
const usual: Patience = {
  headersMs: 15_000,
  requestMs: 30_000,
  uploadMs: 300_000,
  checkMs: 2_000,
  connections: 8_192,
  connectionsPerAddress: 2_048,
};

/** Not yet listening. */
export function createWebServer(options: WebServerOptions): Server {
  const patience = { ...usual, ...options.patience };
  const server = createServer({
    headersTimeout: patience.headersMs,
    requestTimeout: Math.max(patience.requestMs, patience.uploadMs),
    connectionsCheckingInterval: patience.checkMs,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    requireHostHeader: true,
    noDelay: true,
  });
  server.maxConnections = patience.connections;
  boundPerAddress(server, patience.connectionsPerAddress, options.behindProxy);
  server.on("request", async (request, response) => {
    try {
      // First, for it takes away the policy that a browser may have sent as its own.
      setClientAddress(request, options.behindProxy);
      const preview = options.previews.of(request.headers.host);
      if (preview !== null) return await options.previews.handle(request, response, preview);
      options.onRequest?.(request, response);
      secure(request, response, options.headers);
      const refusal = refuse(request, options.allowHost);
      if (refusal !== null) return sendRefusal(request, response, refusal);
      if (!isUpload(request)) endWhenSlow(request, response, patience.requestMs);
      await options.handle(request, response);
    } catch (error) {
      options.onError(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  server.on("checkContinue", (request, response) => {
    // a container says for itself whether it wants to go on
    if (options.previews.of(request.headers.host) === null) response.writeContinue();
    server.emit("request", request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const preview = options.previews.of(request.headers.host);
    if (preview !== null) {
      setClientAddress(request, options.behindProxy);
      void options.previews.upgrade(request, socket, head, preview);
      return;
    }
    const known = options.allowHost(request.headers.host, request.socket.localAddress);
    if (terminalAt(request.url) !== null) void options.terminals.handle(request, socket, head);
    else if (options.upgrade && known && request.url?.startsWith("/_next/"))
      options.upgrade(request, socket, head);
    else refuseUpgrade(socket, 404);
  });
  return server;
}

/** Node has one patience for all requests, which is that for uploads. */
function endWhenSlow(request: IncomingMessage, response: ServerResponse, ms: number): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) response.writeHead(408, { Connection: "close" }).end();
    request.socket.destroySoon();
  }, ms);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
}

/** One address that opens connections without end leaves room for the others. */
function boundPerAddress(server: Server, max: number, behindProxy: boolean): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    if (behindProxy && isLoopback(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count > max) socket.destroy();
  });
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
