/**
 * The site's server as an attacker meets it: real sockets, a real HTTP backend on a unix socket.
 * Pages are stood in for by a handler that says whether it was reached.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { clientAddressHeader } from "@/lib/http/client-address";
import { createGrants } from "@/lib/previews/grants";
import type { Owner } from "@/lib/protocol/ids";
import { allowedHosts } from "./hosts";
import { createPreviews } from "./previews/previews";
import { type TerminalSockets, terminalSockets } from "./terminal-socket";
import { createWebServer } from "./web-server";

// A real database and real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 20_000 });

const silent = { warn: () => {}, debug: () => {} };
let lookupFails = false;
/** who may look at another's terminal */
let mayLook = "session=ada";
const sessions = new Map<string, Owner>();
let folder: string;
let backend: Server;
let backendSockets: WebSocketServer;
/** every upgrade request that the backend saw */
let seen: IncomingMessage[];
let web: Server;
let terminals: TerminalSockets;
let port: number;
/** the requests that reached the pages */
let reached: IncomingMessage[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "escale-web-"));
  sessions.clear();
  sessions.set("session=ada", "ada");
  sessions.set("session=bob", "bob");
  seen = [];
  reached = [];
  const backendSocket = join(folder, "backend.sock");
  backend = createServer((_request, response) => response.writeHead(404).end());
  backendSockets = new WebSocketServer({ noServer: true });
  backend.on("upgrade", (request, socket, head) => {
    seen.push(request);
    if (request.url?.includes("/owners/bob/")) {
      socket.end("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    backendSockets.handleUpgrade(request, socket, head, (client) => {
      client.send("hello");
      client.on("message", (data, binary) => client.send(data, { binary }));
    });
  });
  await new Promise<void>((resolve) => backend.listen(backendSocket, resolve));
  const allowHost = allowedHosts({ ESCALE_HOST: "127.0.0.1" });
  terminals = terminalSockets({
    backendSocket,
    publicUrl: undefined,
    allowHost,
    ownerOf: async (headers) => {
      if (lookupFails) throw new Error("the database is away");
      return sessions.get(headers.get("cookie") ?? "") ?? null;
    },
    others: async (headers, terminal) => {
      if (headers.get("cookie") !== mayLook) return null;
      return terminal.kind === "watched"
        ? `/v1/owners/lea/watches/${terminal.watch}/by/ada/terminals/${terminal.terminal}/socket`
        : "/v1/owners/lea/audience/0123456789ab/terminals/1/socket";
    },
    log: silent,
    recheckMs: 50,
    othersRecheckMs: 50,
    maxPerOwner: 3,
  });
  web = createWebServer({
    allowHost,
    headers: {
      pages: new Map([
        ["/page", ["'sha256-page'"]],
        ["/_not-found", ["'sha256-missing'"]],
      ]),
      https: false,
      frames: () => null,
      dev: false,
    },
    behindProxy: false,
    terminals,
    previews: createPreviews({
      backendSocket,
      settings: {},
      grants: () => createGrants("a secret that is of no use to anybody"),
      isLive: async () => true,
      log: silent,
    }),
    handle: async (request, response) => {
      reached.push(request);
      if (request.url === "/missing") response.statusCode = 404;
      response.end("page");
    },
    onError: () => {},
    patience: {
      headersMs: 300,
      requestMs: 600,
      uploadMs: 1_500,
      checkMs: 50,
      connectionsPerAddress: 20,
    },
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  port = (web.address() as AddressInfo).port;
});

afterEach(async () => {
  terminals.closeAll();
  for (const client of backendSockets.clients) client.terminate();
  for (const server of [web, backend]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Sends these very bytes and returns all that comes back until the server hangs up. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setTimeout(3_000, () => socket.destroy(new Error(`no end: ${answer}`)));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
}

function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, path, method, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers }));
    })
      .on("error", reject)
      .end();
  });
}

function terminal(
  options: { cookie?: string; origin?: string | null; host?: string; path?: string } = {},
): Promise<WebSocket> {
  const { cookie = "session=ada", origin = `http://127.0.0.1:${port}`, host, path } = options;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}${path ?? "/api/workspace/terminals/1/socket"}`,
      {
        headers: { cookie, ...(host ? { host } : {}), ...(origin === null ? {} : { origin }) },
        perMessageDeflate: false,
      },
    );
    firstMessages.set(
      socket,
      new Promise((resolve) => socket.once("message", (data: Buffer) => resolve(data))),
    );
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

const closed = (socket: WebSocket) => new Promise((resolve) => socket.once("close", resolve));
/** The first message, which may come along with the handshake's answer. */
const firstMessages = new WeakMap<WebSocket, Promise<Buffer>>();
const message = (socket: WebSocket) => firstMessages.get(socket);

describe("requests", () => {
  it("are refused under a name that is not ours, before any page sees them", async () => {
    expect((await get("/", { host: "evil.example" })).status).toBe(421);
    expect(await raw("GET / HTTP/1.1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw("GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 421/);
    expect(reached).toEqual([]);
  });

  it.each([
    ["absolute-form of another host", "GET http://evil.example/ HTTP/1.1"],
    ["a path that reads as another host", "GET //evil.example/ HTTP/1.1"],
    ["a backslash that reads as one", "GET /\\evil.example/ HTTP/1.1"],
    ["asterisk-form", "GET * HTTP/1.1"],
  ])("are refused with %s", async (_name, line) => {
    const answer = await raw(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(reached).toEqual([]);
  });

  it.each(["TRACE", "PUT", "PATCH", "OPTIONS", "PROPFIND"])(
    "are refused with %s",
    async (method) => {
      expect((await get("/", {}, method)).status).toBe(405);
      expect(reached).toEqual([]);
    },
  );

  it("are refused when the body claims to be huge, or its length is said twice", async () => {
    const head = "POST /api/progress HTTP/1.1\r\nHost: localhost\r\n";
    expect(await raw(`${head}Content-Length: 99999999\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/);
    const upload = "POST /api/workspace/files/content?path=f HTTP/1.1\r\nHost: localhost\r\n";
    expect(await raw(`${upload}Content-Length: 99999999\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/);
    expect(
      await raw(`${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 400/);
    expect(await raw(`${head}X: ${"a".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(await raw(`${head}${"X: 1\r\n".repeat(400)}\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(reached).toEqual([]);
  });

  it("cannot pretend to come from elsewhere or through a proxy", async () => {
    await get("/", {
      [clientAddressHeader]: "6.6.6.6",
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "content-security-policy": "script-src 'nonce-evil'",
    });
    const headers = reached[0]?.headers ?? {};
    expect(headers[clientAddressHeader]).toBe("127.0.0.1");
    expect(headers["x-forwarded-for"]).toBeUndefined();
    expect(headers["x-forwarded-host"]).toBeUndefined();
    expect(headers["x-forwarded-proto"]).toBeUndefined();
    // Next takes its scripts' nonce from here: it must be the one of the answer.
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-(?!evil)[^']+'/);
  });
});

describe("a connection", () => {
  /** Sends a byte now and then, for ever; resolves with the answer when the server has had enough. */
  const dribble = (head: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(head));
      const drip = setInterval(() => socket.write("a"), 50);
      let answer = "";
      socket.setTimeout(5_000, () => socket.destroy(new Error("served for ever")));
      socket.on("data", (data) => {
        answer += data.toString("latin1");
      });
      socket.on("error", (error: NodeJS.ErrnoException) =>
        error.code === "EPIPE" || error.code === "ECONNRESET" ? resolve(answer) : reject(error),
      );
      socket.on("close", () => {
        clearInterval(drip);
        resolve(answer);
      });
    });

  it("whose headers or body come in drop by drop is ended", async () => {
    const began = Date.now();
    const [headers, body] = await Promise.all([
      dribble("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
      dribble("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"),
    ]);
    expect(headers).toMatch(/^HTTP\/1\.1 408/);
    // a page answered it at once; what matters is that the connection is not held
    expect(body).toMatch(/^HTTP\/1\.1 (200|408)/);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it("that sends a file is given more time, and not without end", async () => {
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n`;
    const began = Date.now();
    await dribble(head("/api/workspace/files/content?path=f"));
    expect(Date.now() - began).toBeGreaterThan(1_400);
  });

  it("is one of a bounded number from one address, and its place is free when it ends", async () => {
    const idle = await Promise.all(
      Array.from(
        { length: 20 },
        () =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(port, "127.0.0.1", () => resolve(socket));
            socket.on("error", reject);
          }),
      ),
    );
    await expect(get("/")).rejects.toThrow(/hang up|ECONNRESET/);
    const gone = new Promise((resolve) => idle[0]?.once("close", resolve));
    idle[0]?.destroy();
    await gone;
    await vi.waitFor(async () => expect((await get("/")).status).toBe(200));
    for (const socket of idle) socket.destroy();
  });
});

describe("the policy", () => {
  const policy = async (path: string) => (await get(path)).headers["content-security-policy"] ?? "";

  it("allows a built page its own inline scripts and no others", async () => {
    for (const path of ["/page", "/page?x=%22%3E%3Cscript%3E", "/page/"]) {
      const text = await policy(path);
      expect(text).toContain("script-src 'self' 'sha256-page';");
      expect(text).not.toMatch(/script-src[^;]*unsafe/);
    }
  });

  it("gives any other page a nonce of its own, and a missing one the scripts of its page", async () => {
    const [first, second] = [await policy("/other"), await policy("/other")];
    expect(first).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='/);
    expect(first).not.toBe(second);
    const seenByNext = reached.map((request) => request.headers["content-security-policy"]);
    expect(seenByNext).toEqual([first, second]);
    expect(await policy("/missing")).toContain("'sha256-missing'");
  });

  it("is there on a refusal too, with what keeps the site out of frames", async () => {
    const { headers } = await get("/", { host: "evil.example" });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});

describe("a terminal's WebSocket", () => {
  it("reaches the backend under the session's owner, with nothing else of the browser's", async () => {
    const socket = await terminal();
    expect((await message(socket))?.toString()).toBe("hello");
    expect(seen).toHaveLength(1);
    expect(seen[0]?.url).toBe("/v1/owners/ada/workspace/terminals/1/socket");
    expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual([
      "connection",
      "host",
      "sec-websocket-key",
      "sec-websocket-version",
      "upgrade",
    ]);
    socket.terminate();
  });

  it("carries bytes both ways, whole and in order, without holding them all", async () => {
    const socket = await terminal();
    await message(socket);
    const sent = randomBytes(8 * 1024 * 1024);
    const received: Buffer[] = [];
    let size = 0;
    const all = new Promise<void>((resolve) =>
      socket.on("message", (data: Buffer) => {
        received.push(data);
        size += data.length;
        if (size === sent.length) resolve();
      }),
    );
    for (let at = 0; at < sent.length; at += 64 * 1024)
      socket.send(sent.subarray(at, at + 64 * 1024));
    await all;
    expect(Buffer.concat(received).equals(sent)).toBe(true);
    socket.terminate();
  });

  it.each([
    ["another site", { origin: "http://evil.example" }, 403],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }, 403],
    ["a sandboxed frame", { origin: "null" }, 403],
    ["a program that sends no Origin", { origin: null }, 403],
    ["a rebound name", { host: "evil.example", origin: "http://evil.example" }, 421],
    ["nobody", { cookie: "" }, 401],
    ["a forged session", { cookie: "session=admin" }, 401],
  ] as const)("is refused to %s", async (_name, options, status) => {
    await expect(terminal(options)).rejects.toThrow(`Unexpected server response: ${status}`);
    expect(seen).toEqual([]);
  });

  it.each([
    "/api/workspace/terminals/1/socket?owner=bob",
    "/api/workspace/terminals/1/socket/",
    "/api/workspace/terminals/1%2f..%2f..%2f..%2fbob/socket",
    "/v1/owners/bob/workspace/terminals/1/socket",
    "/_next/webpack-hmr",
  ])("opens nothing at %s", async (path) => {
    await expect(terminal({ path })).rejects.toThrow("Unexpected server response: 404");
    expect(seen).toEqual([]);
  });

  it("opens nothing at a path with dots, which a client may send as they are", async () => {
    const answer = await raw(
      `GET /api/workspace/terminals/1/../2/socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
    expect(seen).toEqual([]);
  });

  it("is not opened by a handshake that is malformed or smuggles a request behind it", async () => {
    const head = (lines: string[]) =>
      [
        "GET /api/workspace/terminals/1/socket HTTP/1.1",
        `Host: 127.0.0.1:${port}`,
        `Origin: http://127.0.0.1:${port}`,
        "Cookie: session=ada",
        "Connection: Upgrade",
        ...lines,
        "",
        "GET /v1/workspaces HTTP/1.1\r\nHost: backend\r\n\r\n",
      ].join("\r\n");
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const version = "Sec-WebSocket-Version: 13";
    for (const [lines, status] of [
      [["Upgrade: h2c", key, version], 400],
      [["Upgrade: websocket", version], 400],
      [["Upgrade: websocket", "Sec-WebSocket-Key: short", version], 400],
      [["Upgrade: websocket", key, "Sec-WebSocket-Version: 8"], 426],
    ] as const) {
      expect(await raw(head([...lines]))).toMatch(
        new RegExp(`^HTTP/1\\.1 ${status} [^]*\\r\\n\\r\\n$`),
      );
    }
    expect(seen).toEqual([]);
  });

  it("tells that the workspace is gone, and that the backend is away", async () => {
    await expect(terminal({ cookie: "session=bob" })).rejects.toThrow("response: 409");
    backend.closeAllConnections();
    await new Promise((resolve) => backend.close(resolve));
    await expect(terminal()).rejects.toThrow("response: 503");
    await new Promise<void>((resolve) => backend.listen(join(folder, "backend.sock"), resolve));
  });

  it("ends when its session is revoked, on the backend's side too", async () => {
    const socket = await terminal();
    await message(socket);
    const [served] = backendSockets.clients;
    const servedGone = new Promise((resolve) => served?.once("close", resolve));
    const gone = closed(socket);
    sessions.delete("session=ada");
    await Promise.all([gone, servedGone]);
  });

  it("outlives a lookup of its session that fails", async () => {
    const socket = await terminal();
    await message(socket);
    lookupFails = true;
    await new Promise((resolve) => setTimeout(resolve, 150));
    lookupFails = false;
    const echo = new Promise<Buffer>((resolve) => socket.once("message", resolve));
    socket.send("still here");
    expect((await echo).toString()).toBe("still here");
    socket.terminate();
  });

  it("ends on either side when the other side ends", async () => {
    const first = await terminal();
    const gone = closed(first);
    for (const client of backendSockets.clients) client.terminate();
    await gone;
    const second = await terminal();
    const served = [...backendSockets.clients].at(-1);
    const servedGone = new Promise((resolve) => served?.once("close", resolve));
    second.terminate();
    await servedGone;
  });

  it("bounds how many one account has open, and frees the place of one that ended", async () => {
    const sockets = [await terminal(), await terminal(), await terminal()];
    await expect(terminal()).rejects.toThrow("response: 429");
    sockets[0]?.terminate();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await terminal();
    for (const socket of [...sockets, again]) socket.terminate();
  });

  it("of another's terminal goes where the class says, and nowhere else", async () => {
    const path = "/api/classes/c/watch/p/0123456789abcdef/terminals/2/socket";
    const watched = await terminal({ path });
    const shown = await terminal({ path: "/api/classes/c/broadcast/socket" });
    expect(seen.map(({ url }) => url)).toEqual([
      "/v1/owners/lea/watches/0123456789abcdef/by/ada/terminals/2/socket",
      "/v1/owners/lea/audience/0123456789ab/terminals/1/socket",
    ]);
    for (const socket of [watched, shown]) socket.terminate();
    await expect(terminal({ path, cookie: "session=bob" })).rejects.toThrow("response: 404");
    await expect(terminal({ path, cookie: "" })).rejects.toThrow("response: 401");
    for (const origin of ["http://evil.example", "null", null])
      await expect(terminal({ path, origin })).rejects.toThrow("response: 403");
    expect(seen).toHaveLength(2);
  });

  it("of another's terminal ends within moments of the right", async () => {
    const socket = await terminal({
      path: "/api/classes/c/watch/p/0123456789abcdef/terminals/2/socket",
    });
    await message(socket);
    const gone = closed(socket);
    mayLook = "nobody";
    await gone;
    mayLook = "session=ada";
  });

  it("survives a browser that hangs up at any moment of the handshake", async () => {
    const handshake = [
      "GET /api/workspace/terminals/1/socket HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      "Cookie: session=ada",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version: 13",
      "\r\n",
    ].join("\r\n");
    for (const delay of [0, 0, 1, 2, 5]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(handshake);
      await new Promise((resolve) => setTimeout(resolve, delay));
      socket.resetAndDestroy();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    const socket = await terminal();
    expect((await message(socket))?.toString()).toBe("hello");
    socket.terminate();
  });
});
