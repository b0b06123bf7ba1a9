/**
 * A site with previews as an attacker meets it: the real server on a real port, a backend that
 * joins connections to « containers » as the real one does, and containers that say what they are
 * told to, byte by byte if need be.
 */
import { mkdtempSync, rmSync } from "node:fs";
import {
  createServer as createHttp,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestListener,
} from "node:http";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGrants, type Viewer } from "@/lib/previews/grants";
import { EscaleError } from "@/lib/protocol/errors";
import { allowedHosts } from "../../hosts";
import { join as joinSockets } from "../../join";
import { terminalSockets } from "../../terminal-socket";
import { createWebServer } from "../../web-server";
import { createPreviews, type PreviewOptions } from "../previews";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: Buffer;
  text: string;
}

export interface Asked {
  method?: string;
  path?: string;
  host: string;
  cookie?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

const silent = { warn: () => {}, debug: () => {} };
export const home = "http://localhost:3000";

export async function openScene(
  options: Partial<Pick<PreviewOptions, "patience" | "settings">> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "escale-previews-"));
  const backendSocket = join(folder, "backend.sock");
  const grants = createGrants("a secret of thirty-two bytes, at least");
  /** « owner/port » → where it listens, or the backend's refusal */
  const published = new Map<string, number | EscaleError>();
  const revoked = new Set<string>();
  const tunnels = new Set<Socket>();
  /** what the pages were asked, by a host that is no preview's */
  const reachedPages: string[] = [];
  const servers: Server[] = [];
  /** the paths of all upgrades that the backend was asked for */
  const asked: string[] = [];

  const backend = createHttp((_request, response) => response.writeHead(404).end());
  backend.on("upgrade", (request, client, head) => {
    client.on("error", () => client.destroy());
    asked.push(request.url ?? "");
    const [, owner, port] =
      /^\/v1\/owners\/([^/]+)\/workspace\/ports\/(\d+)\/connection$/.exec(request.url ?? "") ?? [];
    const there = published.get(`${owner}/${port}`);
    if (typeof there !== "number") {
      const error = there ?? new EscaleError("port_not_published", "");
      const body = JSON.stringify(error.toBody());
      client.end(
        `HTTP/1.1 ${error.status} No\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
      return;
    }
    const server = connect({ port: there, host: "127.0.0.1", allowHalfOpen: true });
    server.on("error", () => server.destroy());
    tunnels.add(server);
    server.once("close", () => tunnels.delete(server));
    client.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n");
    if (head.length > 0) server.write(head);
    joinSockets(client, server);
  });
  await new Promise<void>((resolve) => backend.listen(backendSocket, resolve));

  const previews = createPreviews({
    backendSocket,
    settings: options.settings ?? {},
    grants: () => grants,
    isLive: async ({ id }) => !revoked.has(id),
    log: silent,
    patience: { answerMs: 2_000, trustMs: 0, recheckMs: 30, ...options.patience },
  });
  const allowHost = allowedHosts({ ESCALE_HOST: "127.0.0.1" });
  const terminals = terminalSockets({
    ...{ backendSocket, allowHost, log: silent },
    publicUrl: undefined,
    ownerOf: async () => null,
    others: async () => null,
  });
  const web = createWebServer({
    ...{ allowHost, terminals, previews },
    headers: { pages: new Map(), https: false, frames: () => null, dev: false },
    behindProxy: false,
    handle: async (request, response) => {
      reachedPages.push(request.url ?? "");
      response.end("the site");
    },
    onError: () => {},
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const address = web.address() as AddressInfo;

  const host = (owner: string, port: number) =>
    `${grants.label(owner, port)}.localhost:${address.port}`;
  const viewer = (owner: string, port: number, more: Partial<Viewer> = {}): Viewer => ({
    ...{ owner, port, session: `session-of-${owner}`, home, framed: false },
    ...more,
  });

  /** Listens as a container's program would, and publishes it. */
  async function serve(server: Server, owner: string, port: number): Promise<void> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    published.set(`${owner}/${port}`, (server.address() as AddressInfo).port);
  }

  function ask({
    method = "GET",
    path = "/",
    host,
    cookie,
    headers,
    body,
  }: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          ...{ host: "127.0.0.1", port: address.port, agent: false, method, path },
          headers: { host, ...(cookie === undefined ? {} : { cookie }), ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const whole = Buffer.concat(chunks);
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              rawHeaders: response.rawHeaders,
              body: whole,
              text: whole.toString(),
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  return {
    ...{ grants, published, revoked, reachedPages, asked, tunnels, backend, web, previews },
    ...{ port: address.port, host, viewer, serve, ask },

    /** An HTTP program in a container. */
    async http(owner: string, port: number, listener: RequestListener) {
      const server = createHttp(listener);
      await serve(server, owner, port);
      return server;
    },
    /** A program that reads whatever comes and answers with these very bytes. */
    async bytes(owner: string, port: number, answer: (request: string, socket: Socket) => void) {
      const seen: string[] = [];
      const server = createServer((socket) => {
        let text = "";
        socket.on("error", () => socket.destroy());
        socket.on("data", (chunk) => {
          if (text === "") seen.push("");
          text += chunk.toString("latin1");
          seen[seen.length - 1] = text;
          answer(text, socket);
        });
      });
      await serve(server, owner, port);
      return seen;
    },
    /** The cookie of a browser that has come in from the site. */
    async enter(owner: string, port: number, more: Partial<Viewer> = {}): Promise<string> {
      const token = await grants.enter(viewer(owner, port, more), "/");
      const path = `/.escale/entrer?jeton=${token}`;
      const { headers } = await ask({ host: host(owner, port), path });
      return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    },
    /** Sends these very bytes; what comes back until the server hangs up. */
    raw(text: string): Promise<string> {
      return new Promise((resolve, reject) => {
        const socket = connect(address.port, "127.0.0.1", () => socket.write(text, "latin1"));
        let answer = "";
        socket.setTimeout(5_000, () => socket.destroy(new Error(`no end: ${answer}`)));
        socket.on("data", (data) => {
          answer += data.toString("latin1");
        });
        socket.on("error", reject);
        socket.on("close", () => resolve(answer));
      });
    },
    async close() {
      previews.closeAll();
      for (const tunnel of tunnels) tunnel.destroy();
      web.closeAllConnections();
      backend.closeAllConnections();
      for (const server of [web, backend, ...servers]) {
        if ("closeAllConnections" in server && typeof server.closeAllConnections === "function")
          server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;
