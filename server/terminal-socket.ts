/**
 * The terminal's WebSocket: checked here, then piped byte for byte to the backend, whose frames
 * are none of web's business (lib/protocol/terminal-frames.ts).
 *
 * Nothing that the browser wrote reaches the backend before the pipe stands: the handshake sent
 * there is a new one, with the owner of the session and the terminal's number in its path. The
 * owner is never taken from the browser, so there is no identifier to guess. To another's terminal
 * (terminal-address.ts) the way is found by `others`, and looked for again while it is open.
 */
import { createHash } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { workspacePath } from "@/lib/backend-client/transport";
import type { OthersTerminal } from "@/lib/classroom/others-socket";
import { isSameOrigin } from "@/lib/http/same-origin";
import type { Owner } from "@/lib/protocol/ids";
import type { Logger } from "@/lib/runtime/log";
import type { AllowHost } from "./hosts";
import { join } from "./join";
import { terminalAt } from "./terminal-address";

export interface TerminalSocketOptions {
  readonly backendSocket: string;
  readonly publicUrl: string | undefined;
  readonly allowHost: AllowHost;
  /** the account whose session these headers carry */
  readonly ownerOf: (headers: Headers) => Promise<Owner | null>;
  /** the backend's path to another's terminal, for who sends these headers; null: not to them */
  readonly others: (headers: Headers, terminal: OthersTerminal) => Promise<string | null>;
  /** Calls back where what is shown to this class may have changed; returns how to end that. */
  readonly onShownChanged?: (classId: string, listener: () => void) => () => void;
  readonly log: Pick<Logger, "warn" | "debug">;
  /** how often an open terminal's session is looked up again, ms */
  readonly recheckMs?: number;
  /** the same of the right to another's terminal */
  readonly othersRecheckMs?: number;
  readonly maxPerOwner?: number;
}

/** Most browsers' tabs times most terminals, with room for reconnections. */
const defaultMaxPerOwner = 64;
const connectTimeoutMs = 10_000;

export interface TerminalSockets {
  /** Takes over an upgrade request whose path names a terminal. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Ends every open terminal connection (their shells live on). */
  closeAll(): void;
}

export function terminalSockets(options: TerminalSocketOptions): TerminalSockets {
  const open = new Set<Duplex>();
  const perOwner = new Map<Owner, number>();
  const max = options.maxPerOwner ?? defaultMaxPerOwner;

  /** Counts one connection; null: too many already. */
  function takePlace(owner: Owner): (() => void) | null {
    const taken = perOwner.get(owner) ?? 0;
    if (taken >= max) return null;
    perOwner.set(owner, taken + 1);
    return () => {
      const left = (perOwner.get(owner) ?? 1) - 1;
      if (left > 0) perOwner.set(owner, left);
      else perOwner.delete(owner);
    };
  }

  async function handle(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A browser may hang up at any time; without a listener that would end the process.
    socket.on("error", () => socket.destroy());
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    try {
      const accepted = await admit(request, socket);
      if (accepted !== null) await connect(accepted, socket, head);
    } catch (error) {
      options.log.warn({ err: error }, "a terminal's connection failed");
      refuseUpgrade(socket, 503);
    }
  }

  interface Accepted {
    /** who sees it: for whom the connection is counted */
    readonly owner: Owner;
    /** at the backend */
    readonly path: string;
    /** null: one's own */
    readonly others: OthersTerminal | null;
    readonly key: string;
    readonly headers: Headers;
  }

  async function admit(request: IncomingMessage, socket: Duplex): Promise<Accepted | null> {
    const no = (status: number) => {
      refuseUpgrade(socket, status);
      return null;
    };
    if (!options.allowHost(request.headers.host, request.socket.localAddress)) return no(421);
    const terminal = terminalAt(request.url);
    if (terminal === null) return no(404);
    const key = request.headers["sec-websocket-key"];
    if (
      request.method !== "GET" ||
      request.headers.upgrade?.toLowerCase() !== "websocket" ||
      // 16 bytes in base64 (RFC 6455 §4.1)
      !/^[A-Za-z0-9+/]{22}==$/.test(key ?? "") ||
      key === undefined
    ) {
      return no(400);
    }
    if (request.headers["sec-websocket-version"] !== "13") return no(426);
    const headers = new Headers();
    for (const name of ["host", "origin", "sec-fetch-site", "cookie"]) {
      const value = request.headers[name];
      if (typeof value === "string") headers.set(name, value);
    }
    // Cookies are sent with a cross-site WebSocket, and no CORS stands in its way. Unlike for
    // requests, Origin is required here: every browser sends it (RFC 6455 §10.2).
    if (!headers.has("origin") || !isSameOrigin(headers, options.publicUrl)) return no(403);
    const owner = await options.ownerOf(headers);
    if (owner === null) return no(401);
    if (terminal.kind === "own") {
      const path = `${workspacePath(owner)}/terminals/${terminal.terminal}/socket`;
      return { owner, path, others: null, key, headers };
    }
    const path = await options.others(headers, terminal);
    return path === null ? no(404) : { owner, path, others: terminal, key, headers };
  }

  function connect(accepted: Accepted, socket: Duplex, head: Buffer): Promise<void> {
    const { owner, path, key } = accepted;
    const release = takePlace(owner);
    if (release === null) {
      refuseUpgrade(socket, 429);
      return Promise.resolve();
    }
    socket.once("close", release);
    if (socket.destroyed) release();
    return new Promise((resolve, reject) => {
      const upstream = httpRequest({
        socketPath: options.backendSocket,
        // A connection of its own: it becomes the terminal.
        agent: false,
        path,
        headers: {
          host: "backend",
          connection: "Upgrade",
          upgrade: "websocket",
          "sec-websocket-version": "13",
          "sec-websocket-key": key,
        },
        timeout: connectTimeoutMs,
      });
      socket.once("close", () => upstream.destroy());
      upstream.on("timeout", () => upstream.destroy(new Error("the backend took too long")));
      upstream.on("error", (error) => (socket.destroyed ? resolve() : reject(error)));
      upstream.on("response", (answer) => {
        answer.resume();
        // 401 to 499 say what is wrong with the request; anything else is the backend's trouble.
        const status = answer.statusCode ?? 503;
        refuseUpgrade(socket, status >= 400 && status < 500 ? status : 503);
        resolve();
      });
      upstream.on("upgrade", (_answer, backend, backendHead) => {
        backend.on("error", () => backend.destroy());
        open.add(backend);
        backend.once("close", () => open.delete(backend));
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n\r\n`,
        );
        if (backendHead.length > 0) socket.write(backendHead);
        if (head.length > 0) backend.write(head);
        join(socket, backend);
        recheck(socket, accepted);
        resolve();
      });
      upstream.end();
    });
  }

  /** A session that was revoked ends its terminals' connections, and a right that is lost. */
  function recheck(socket: Duplex, { owner, path, others, headers }: Accepted): void {
    const still = async () =>
      others === null
        ? (await options.ownerOf(headers)) === owner
        : (await options.others(headers, others)) === path;
    const look = async () => {
      try {
        if (!(await still())) socket.destroy();
      } catch (error) {
        // A database that is away for a moment revokes nobody: asked again next time.
        options.log.warn({ err: error }, "a terminal's session could not be looked up");
      }
    };
    const everyMs =
      others === null ? (options.recheckMs ?? 60_000) : (options.othersRecheckMs ?? 10_000);
    const timer = setInterval(() => void look(), everyMs);
    timer.unref();
    const unsubscribe =
      others?.kind === "shown"
        ? options.onShownChanged?.(others.classId, () => void look())
        : undefined;
    const stop = () => {
      clearInterval(timer);
      unsubscribe?.();
    };
    socket.once("close", stop);
    if (socket.destroyed) stop();
  }

  return {
    handle,
    closeAll() {
      for (const each of open) each.destroy();
    },
  };
}

/** RFC 6455 §4.2.2 item 5.4 */
const acceptOf = (key: string): string =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  421: "Misdirected Request",
  426: "Upgrade Required",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** An HTTP answer instead of the upgrade, and the end of the connection. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  if (socket.destroyed) return;
  const version = status === 426 ? "Sec-WebSocket-Version: 13\r\n" : "";
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? "Error"}\r\n${version}Connection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
