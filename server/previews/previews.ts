/**
 * Published ports in the browser. Each preview has a host of its own, on which nothing of the site
 * is served; who may see it is said by a cookie of that host (lib/previews/grants.ts), and which
 * container answers by the backend, for each request anew.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { CurrentSession } from "@/lib/auth/session";
import { type Grants, grantSeconds, type Viewer } from "@/lib/previews/grants";
import {
  entryPath,
  type PreviewHost,
  previewHost,
  previewOrigin,
  reservedPath,
  statePath,
  takesSecureCookies,
} from "@/lib/previews/place";
import type { Settings } from "@/lib/protocol/settings";
import type { Logger } from "@/lib/runtime/log";
import { refuseUpgrade } from "../terminal-socket";
import { grantCookie } from "./cookies";
import { forward } from "./forward";
import { sendPage } from "./page";
import { createPlaces } from "./places";
import { type Trouble, troubleOf, troubles } from "./troubles";
import { NoTunnel, openTunnel } from "./tunnel";
import { createViewers } from "./viewers";
import { forwardWebSocket, isWebSocket } from "./websocket";

export interface PreviewOptions {
  readonly backendSocket: string;
  readonly settings: Pick<Settings, "ESCALE_URL" | "ESCALE_PREVIEW_URL">;
  readonly grants: () => Grants;
  readonly isLive: (session: CurrentSession) => Promise<boolean>;
  readonly log: Pick<Logger, "warn">;
  readonly patience?: Partial<PreviewPatience>;
}

export interface PreviewPatience {
  /** to the first byte of a container's answer, ms */
  readonly answerMs: number;
  /** how long a session is believed in, ms */
  readonly trustMs: number;
  /** how often that of an open WebSocket is looked up, ms */
  readonly recheckMs: number;
  /** of one owner at once; half of what the backend gives */
  readonly requests: number;
  readonly webSockets: number;
}

const usual: PreviewPatience = {
  answerMs: 60_000,
  trustMs: 5_000,
  recheckMs: 30_000,
  requests: 48,
  webSockets: 48,
};
const waitMs = 15_000;
const maxWaiting = 256;

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const maxHeaders = 100;

export interface Previews {
  /** The preview that a `Host` header names; null: not ours to answer. */
  of(host: string | undefined): PreviewHost | null;
  handle(request: IncomingMessage, response: ServerResponse, host: PreviewHost): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, host: PreviewHost): Promise<void>;
  /** Ends every open WebSocket. */
  closeAll(): void;
}

export function createPreviews(options: PreviewOptions): Previews {
  const { backendSocket, settings, grants, log } = options;
  const patience = { ...usual, ...options.patience };
  const viewers = createViewers(grants, options.isLive, patience.trustMs);
  const requests = createPlaces(patience.requests, waitMs, maxWaiting);
  const webSockets = createPlaces(patience.webSockets, 0, 0);
  const open = new Set<Duplex>();

  /** Where the site is, for somebody of whom nothing is known. */
  const homeOf = ({ place }: PreviewHost) =>
    settings.ESCALE_URL !== undefined && !/^localhost(:|$)/.test(place.domain)
      ? new URL(settings.ESCALE_URL).origin
      : `${place.protocol}//${place.domain}`;
  const audienceOf = (viewer: Viewer, host: PreviewHost) => ({
    port: viewer.port,
    home: viewer.home,
    partitioned: viewer.framed && takesSecureCookies(host.place),
    origin: previewOrigin(host.place, host.label),
    answerMs: patience.answerMs,
  });

  async function handle(request: IncomingMessage, response: ServerResponse, host: PreviewHost) {
    const target = request.url ?? "";
    if (!methods.has(request.method ?? "")) return plain(request, response, 405);
    if (!target.startsWith("/")) return plain(request, response, 400);
    if (request.rawHeaders.length > 2 * maxHeaders) return plain(request, response, 431);
    if (target.startsWith(`${entryPath}?`)) return enter(request, response, host);
    const say = (trouble: Trouble, home = homeOf(host)) =>
      sendPage(request, response, { trouble, port: host.port, home });
    try {
      const viewer = await viewers.find(request.headers.cookie, host);
      if (viewer === null) return say("closed");
      if (!isOwnRequest(request)) return say("elsewhere", viewer.home);
      if (target === statePath) return await state(response, viewer);
      if (target.startsWith(reservedPath)) return plain(request, response, 404);
      const trouble = await exchange(request, response, viewer, host);
      if (trouble !== null) say(trouble, viewer.home);
    } catch (error) {
      log.warn({ err: error }, "a preview failed");
      say("unavailable");
    }
  }

  async function exchange(
    request: IncomingMessage,
    response: ServerResponse,
    viewer: Viewer,
    host: PreviewHost,
  ): Promise<Trouble | null> {
    const release = await requests.take(viewer.owner);
    if (release === null) return "too_many";
    try {
      if (response.destroyed) return null;
      const tunnel = await openTunnel(backendSocket, viewer.owner, viewer.port);
      return await forward({ request, response, tunnel, ...audienceOf(viewer, host) });
    } catch (error) {
      if (error instanceof NoTunnel) return troubleOf(error.code);
      throw error;
    } finally {
      release();
    }
  }

  /** A one-time entry becomes this browser's grant, and leaves the address bar. */
  async function enter(request: IncomingMessage, response: ServerResponse, host: PreviewHost) {
    const token = new URLSearchParams((request.url ?? "").slice(entryPath.length + 1)).get("jeton");
    const entry =
      request.method === "GET" ? await grants().useEntry(token ?? "", host.label) : null;
    if (entry === null) {
      return sendPage(request, response, {
        trouble: "closed",
        port: host.port,
        home: homeOf(host),
      });
    }
    response.writeHead(303, {
      Location: entry.path,
      "Set-Cookie": grantCookie({
        token: await grants().grant(entry),
        maxAgeSeconds: grantSeconds,
        https: host.place.protocol === "https:",
        secureAllowed: takesSecureCookies(host.place),
        framed: entry.framed,
      }),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "Content-Length": 0,
    });
    response.end();
  }

  /** `ok`, or the trouble: for a page that waits. */
  async function state(response: ServerResponse, viewer: Viewer) {
    let found: Trouble | "ok" = "ok";
    try {
      (await openTunnel(backendSocket, viewer.owner, viewer.port)).destroy();
    } catch (error) {
      if (!(error instanceof NoTunnel)) throw error;
      found = troubleOf(error.code);
    }
    response.writeHead(200, { "Content-Type": "text/plain", "Cache-Control": "no-store" });
    response.end(found);
  }

  async function upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    host: PreviewHost,
  ): Promise<void> {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    try {
      if (!isWebSocket(request)) return refuseUpgrade(socket, 400);
      if (!request.url?.startsWith("/") || request.url.startsWith(reservedPath)) {
        return refuseUpgrade(socket, 404);
      }
      // Cookies go along with a WebSocket of any page: only the preview's own may open one.
      if (request.headers.origin !== previewOrigin(host.place, host.label)) {
        return refuseUpgrade(socket, 403);
      }
      const viewer = await viewers.find(request.headers.cookie, host);
      if (viewer === null) return refuseUpgrade(socket, 401);
      const release = await webSockets.take(viewer.owner);
      if (release === null) return refuseUpgrade(socket, 429);
      socket.once("close", release);
      if (socket.destroyed) return release();
      const tunnel = await openTunnel(backendSocket, viewer.owner, viewer.port);
      const exchanged = { request, browser: socket, head, tunnel, ...audienceOf(viewer, host) };
      const status = await forwardWebSocket(exchanged);
      if (status === null) watchSession(socket, viewer);
      else refuseUpgrade(socket, status);
    } catch (error) {
      if (error instanceof NoTunnel)
        return refuseUpgrade(socket, troubles[troubleOf(error.code)].status);
      log.warn({ err: error }, "a preview's WebSocket failed");
      refuseUpgrade(socket, 503);
    }
  }

  function watchSession(socket: Duplex, viewer: Viewer): void {
    const timer = setInterval(() => {
      viewers.remains(viewer).then(
        (remains) => remains || socket.destroy(),
        // a database that is away for a moment revokes nobody
        (error: unknown) => log.warn({ err: error }, "a preview's session could not be looked up"),
      );
    }, patience.recheckMs);
    timer.unref();
    socket.once("close", () => clearInterval(timer));
    if (socket.destroyed) clearInterval(timer);
  }

  return {
    of: (host) => previewHost(host, settings),
    handle,
    upgrade,
    closeAll() {
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * Not made by a page of another host, which the browser would send our cookie along with: but a
 * link may lead here (Fetch Metadata).
 */
function isOwnRequest({ headers, method }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return true;
  return headers["sec-fetch-mode"] === "navigate" && (method === "GET" || method === "HEAD");
}

function plain(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) response.setHeader("Connection", "close");
  response.writeHead(status, { "Content-Length": 0 }).end();
}
