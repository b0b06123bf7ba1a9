/**
 * The way out of learners' containers: an HTTP proxy that opens tunnels (CONNECT) and fetches plain
 * http, to listed host names alone. Names are resolved here, and what is connected to is the very
 * address that was looked at, so that no name can change its mind in between (DNS rebinding). Node's
 * strict parser refuses what can be read in two ways; what goes on is written anew.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Log } from "../log";
import { defaultEgressLimits, type EgressLimits, type Share, Shares } from "./budget";
import { fetchPlain } from "./fetch";
import type { Hosts } from "./hosts";
import { type Open, openTo, type Reach } from "./open";
import { type Destination, parseAuthority, parseUrl } from "./target";
import { tunnel } from "./tunnel";
import type { Who } from "./who";
import { type Refusal, refusals } from "./words";

export interface ProxyOptions {
  hosts: Hosts;
  who: Who;
  reach: Reach;
  log: Log;
  limits?: EgressLimits;
}

export interface WayOut {
  listen(place: { address: string; port: number }): Promise<number>;
  close(): Promise<void>;
}

/** Connections to the proxy itself, whatever they ask. */
const maxSockets = 2048;

/** What a request is given: whose it is, where it goes, and a connection to there. */
interface Admitted extends Open {
  workspace: WorkspaceId;
  share: Share;
}

export function createProxy(options: ProxyOptions): WayOut {
  const { hosts, who, reach, log } = options;
  const shares = new Shares(options.limits ?? defaultEgressLimits);
  const sockets = new Set<Socket>();
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
  });
  server.maxConnections = maxSockets;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });

  /** Opens the connection, or says why not. The share is entered: whoever gets it leaves it. */
  async function admit(
    socket: Socket,
    destination: Destination | Refusal,
  ): Promise<Admitted | Refusal> {
    const workspace = await who(socket.remoteAddress ?? "");
    if (workspace === undefined) return refusals.request();
    const refuse = (refusal: Refusal): Refusal => {
      const { status } = refusal;
      log.info({ workspace, status, ...("host" in destination && destination) }, "egress refused");
      return refusal;
    };
    if ("status" in destination) return refuse(destination);
    const share = shares.of(workspace);
    if (share.spent()) return refuse(refusals.spent());
    if (!share.enter()) return refuse(refusals.tooMany());
    const opened = await openTo(destination, hosts, reach).catch((error: unknown) => {
      share.leave();
      throw error;
    });
    if ("status" in opened) {
      share.leave();
      return refuse(opened);
    }
    return { ...opened, workspace, share };
  }

  /** Notes what went where, once it is over. */
  const watch = ({ workspace, share, destination, outside }: Admitted) => {
    outside.once("close", () => {
      share.leave();
      const bytes = outside.bytesRead + outside.bytesWritten;
      log.info({ workspace, ...destination, bytes }, "egress");
    });
  };

  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on("error", () => client.destroy());
    const inside = request.socket;
    admit(inside, parseAuthority(request.url ?? ""))
      .then((admitted) => {
        if ("status" in admitted) return refuseTunnel(inside, admitted);
        watch(admitted);
        tunnel(inside, head, admitted.outside, admitted.share);
      })
      .catch((error: unknown) => {
        log.error({ err: error }, "the way out failed");
        inside.destroy();
      });
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    admit(request.socket, parseUrl(request))
      .then((admitted) => {
        if ("status" in admitted) return refusePlain(response, admitted);
        watch(admitted);
        return fetchPlain(request, response, admitted);
      })
      .catch((error: unknown) => {
        log.debug({ err: error }, "a client of the proxy went away");
        response.destroy();
      });
  });
  server.on("upgrade", (_request, socket: Duplex) => socket.destroy());
  server.on("clientError", (_error, socket: Duplex) => {
    if (socket.writable) socket.end(answerOf(refusals.request()));
    else socket.destroy();
  });

  return {
    listen: ({ address, port }) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: address, port, exclusive: true }, () => {
          server.off("error", reject);
          const bound = server.address();
          resolve(typeof bound === "object" && bound !== null ? bound.port : port);
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const answerOf = ({ status, reason, text }: Refusal): string =>
  [
    `HTTP/1.1 ${status} ${reason}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(text) + 1}`,
    "Connection: close",
    "",
    `${text}\n`,
  ].join("\r\n");

const refuseTunnel = (socket: Socket, refusal: Refusal): void => {
  socket.end(answerOf(refusal));
};

function refusePlain(response: ServerResponse, { status, reason, text }: Refusal): void {
  response.writeHead(status, reason, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text) + 1,
    Connection: "close",
  });
  response.end(`${text}\n`);
}
