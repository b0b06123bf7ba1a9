/**
 * One HTTP server on one unix socket. Node's parser (llhttp, strict) refuses what can be read in
 * two ways: doubled Content-Length, Content-Length with Transfer-Encoding, bare LF, obs-fold.
 * What follows here: target, route, body, reply, and each connection's end.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { createFloodWatch } from "../admission/floods";
import { createRate } from "../admission/rate";
import { badRequest, DockerError } from "../errors";
import { messages } from "../messages";
import { runRequest } from "../run-request";
import type { Tenant } from "../tenant";
import { type BodySource, checkTar, drain } from "./body";
import { errorReply } from "./error-reply";
import { commonHeaders } from "./headers";
import { createLine } from "./line";
import { type Listener, type ListenOptions, listen } from "./listener";
import { rawRequest } from "./raw-request";
import type { Reply } from "./reply";
import { serveUpgrade } from "./upgrade";

export interface TenantServer {
  close(): Promise<void>;
}

export interface ServerOptions extends ListenOptions {
  onRequest(): void;
}

/** Connections past the limit that are still told why; beyond them the socket is just closed. */
const spareConnections = 16;

/** Requests that a connection may have sent without an answer; with more it is closed. */
const maxPipelined = 32;

/** Listens, in place of a stale socket. */
export async function serveTenant(tenant: Tenant, options: ServerOptions): Promise<TenantServer> {
  const { limits } = tenant;
  const rate = createRate(limits.requestsPerSecond, limits.requestBurst);
  const pings = createRate(limits.requestsPerSecond, limits.requestBurst);
  const floods = createFloodWatch(limits);
  const line = createLine(maxPipelined);
  const sockets = new Set<Socket>();
  /** those that have become raw streams: they carry no requests any more */
  const streams = new WeakSet<Socket>();
  const server = createServer({
    keepAliveTimeout: 60_000,
    headersTimeout: 20_000,
    // how late that may be noticed
    connectionsCheckingInterval: 5_000,
    requestTimeout: 600_000,
  });
  let listener: Listener | undefined;

  /** how long nobody was served, ms, until the learner has been told so */
  let rested = 0;
  const rest = () => {
    if (!listener || !server.listening) return;
    rested = floods.pause();
    tenant.log.warn({ workspace: tenant.workspace, ms: rested }, "a flood: its socket is closed");
    listener.rest(rested, (err) =>
      tenant.log.error({ err, workspace: tenant.workspace }, "a socket could not be opened again"),
    );
    for (const socket of sockets) if (!streams.has(socket)) socket.destroy();
  };
  /** connections past the limit: told so on their first request, then closed */
  const excess = new WeakSet<Socket>();
  /** connections closed for what they sent without waiting, which no client of Docker's does */
  const hasty = new WeakSet<Socket>();
  const admit = (socket: Socket) => {
    options.onRequest();
    if (rested > 0) {
      const seconds = rested / 1000;
      rested = 0;
      throw new DockerError(429, messages.rested(seconds, limits.requestsPerSecond));
    }
    const full = excess.has(socket);
    if (!full && rate.allow()) return;
    if (floods.refused()) rest();
    if (full) throw new DockerError(503, messages.tooManyConnections(limits.connections));
    throw new DockerError(429, messages.tooManyRequests(limits.requestsPerSecond));
  };
  /** Pings are answered whatever their rate, until they are a flood. */
  const admitPing = () => {
    if (!pings.allow() && floods.refused()) rest();
  };
  server.maxConnections = limits.connections + spareConnections;
  server.on("drop", () => {
    if (floods.connected()) rest();
  });
  server.on("connection", (socket) => {
    if (sockets.size >= limits.connections) excess.add(socket);
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    if (floods.connected()) rest();
  });
  server.on("request", (request, response) => {
    // what was sent in one packet with the request that ended the connection
    const { socket } = request;
    if (socket.destroyed) {
      if (hasty.has(socket) && floods.refused()) rest();
      return;
    }
    if (isPing(request.url)) admitPing();
    const taken = line.take(socket, async () => {
      if (socket.destroyed) return;
      await serveRequest(tenant, request, response, admit).catch((error) => {
        tenant.log.debug({ err: error, workspace: tenant.workspace }, "a client went away");
        response.destroy();
      });
    });
    if (taken) return;
    if (floods.refused()) rest();
    hasty.add(socket);
    socket.destroy();
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (socket.destroyed) return;
    streams.add(socket);
    serveUpgrade(tenant, request, socket, head, admit).catch((error) => {
      tenant.log.debug({ err: error, workspace: tenant.workspace }, "a raw stream broke");
      socket.destroy();
    });
  });
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return socket.destroy();
    if (floods.refused()) return rest();
    const text = JSON.stringify({ message: messages.badHttp });
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
      // whether or not its own end comes
      () => socket.destroy(),
    );
  });
  const opened = await listen(server, options);
  listener = opened;
  return {
    async close() {
      await opened.remove();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Made once: each response ends with one, and an error of its own would cost more than the rest. */
const clientGone = new Error("the client is gone");

async function serveRequest(
  tenant: Tenant,
  request: IncomingMessage,
  response: ServerResponse,
  admit: (socket: Socket) => void,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(clientGone));
  const tar = (source: BodySource) => {
    checkTar(source);
    return request;
  };
  const raw = rawRequest(request, request, tar, { signal: gone.signal, upgrade: undefined });
  let reply: Reply;
  try {
    if (!isPing(request.url)) admit(request.socket);
    if (request.headers.upgrade !== undefined) throw badRequest(messages.upgradeNotExpected);
    reply = await runRequest(tenant, raw, request.url ?? "");
  } catch (error) {
    if (gone.signal.aborted) return;
    reply = errorReply(tenant, error);
    if (!request.complete) await drain(request);
    // what is left then is not read: the connection ends with the answer
    if (!request.complete || excessive(error)) response.setHeader("Connection", "close");
  }
  await writeReply(request, response, reply);
}

/** Answered without the engine; refused, it would make the CLI misread the API version. */
const isPing = (target = "") => /^(\/v1\.\d{2})?\/_ping$/.test(target);

const excessive = (error: unknown) => error instanceof DockerError && error.status === 503;

async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
  const bodiless = request.method === "HEAD";
  switch (reply.kind) {
    case "json": {
      const text = `${JSON.stringify(reply.body)}\n`;
      response.writeHead(reply.status, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
      });
      response.end(bodiless ? undefined : text);
      return;
    }
    case "text":
      response.writeHead(reply.status, {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": Buffer.byteLength(reply.body),
        ...reply.headers,
      });
      response.end(bodiless ? undefined : reply.body);
      return;
    case "empty":
      response.writeHead(reply.status, { ...reply.headers });
      response.end();
      return;
    case "stream":
      response.writeHead(200, { "Content-Type": reply.contentType, ...reply.headers });
      response.flushHeaders();
      await pipeline(reply.body, response);
      return;
    case "websocket":
      // its row is run for a handshake alone (http/upgrade.ts)
      reply.socket.destroy();
      response.destroy();
      return;
    case "raw":
      // asked for without an upgrade: output only, as a response that ends with the connection
      response.writeHead(200, { "Content-Type": reply.contentType, Connection: "close" });
      response.flushHeaders();
      response.write(reply.head);
      reply.socket.end();
      response.once("close", () => reply.socket.destroy());
      await pipeline(reply.socket, response);
  }
}
