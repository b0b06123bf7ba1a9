/** WebSockets of previews: whose they are, where they lead, and how they end. */

import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { openScene, type Scene } from "./testing/scene";

let scene: Scene;
let host: string;
let seen: IncomingMessage[];
let clients: WebSocketServer;
beforeEach(async () => {
  scene = await openScene({ patience: { webSockets: 2 } });
  host = scene.host("ada", 8080);
  seen = [];
  const server = createServer((_request, response) => response.writeHead(418).end());
  clients = new WebSocketServer({
    server,
    path: "/echo",
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });
  clients.on("headers", (headers) => headers.push("Set-Cookie: c=1; Domain=localhost"));
  clients.on("connection", (client, request) => {
    seen.push(request);
    client.on("message", (data, binary) => client.send(data, { binary }));
  });
  await scene.serve(server, "ada", 8080);
});
afterEach(async () => {
  for (const client of clients.clients) client.terminate();
  await scene.close();
});

interface Opening {
  host?: string;
  origin?: string | null;
  cookie?: string;
  path?: string;
  protocols?: string[];
}
function open(options: Opening = {}): Promise<WebSocket> {
  const at = options.host ?? host;
  const origin = options.origin === undefined ? `http://${at}` : options.origin;
  const socket = new WebSocket(
    `ws://127.0.0.1:${scene.port}${options.path ?? "/echo?x=1"}`,
    options.protocols ?? [],
    {
      headers: {
        host: at,
        cookie: options.cookie ?? "",
        ...(origin === null ? {} : { origin }),
      },
    },
  );
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}
const closed = (socket: WebSocket) => new Promise((resolve) => socket.once("close", resolve));
const echo = (socket: WebSocket, data: Buffer) =>
  new Promise<Buffer>((resolve) => {
    socket.once("message", (answer: Buffer) => resolve(answer));
    socket.send(data);
  });

it("leads to the container, as from a browser at localhost, and carries bytes both ways", async () => {
  const cookie = await scene.enter("ada", 8080);
  const headers: string[] = [];
  const socket = await open({ cookie: `${cookie}; panier=3`, protocols: ["chat"] });
  socket.on("upgrade", ({ rawHeaders }: IncomingMessage) => headers.push(...rawHeaders));
  expect(socket.protocol).toBe("chat");
  const [request] = seen;
  expect(request?.url).toBe("/echo?x=1");
  expect(request?.headers).toMatchObject({
    host: "localhost:8080",
    origin: "http://localhost:8080",
    cookie: "panier=3",
    "x-forwarded-for": "127.0.0.1",
  });
  const large = Buffer.alloc(3 * 1024 * 1024, "é");
  expect((await echo(socket, large)).equals(large)).toBe(true);
  socket.terminate();
});

it.each([
  ["another site", { origin: "http://evil.example" }, 403],
  ["the site's own pages", { origin: "http://localhost:3000" }, 403],
  ["a sandboxed frame", { origin: "null" }, 403],
  ["a program that sends no Origin", { origin: null }, 403],
  ["nobody", { cookie: "" }, 401],
  ["a forged grant", { cookie: "escale-apercu=x" }, 401],
] as const)("is refused to %s", async (_who, options, status) => {
  const cookie = await scene.enter("ada", 8080);
  await expect(open({ cookie, ...options })).rejects.toThrow(`response: ${status}`);
  expect(scene.asked).toEqual([]);
});

it("is refused to another learner, from their own preview too", async () => {
  const bob = await scene.enter("bob", 8080);
  await expect(open({ cookie: bob })).rejects.toThrow("response: 401");
  await expect(open({ cookie: bob, origin: `http://${scene.host("bob", 8080)}` })).rejects.toThrow(
    "response: 403",
  );
  // bob's own host, where nothing is published
  await expect(open({ cookie: bob, host: scene.host("bob", 8080) })).rejects.toThrow(
    "response: 404",
  );
  expect(seen).toEqual([]);
});

it("opens nothing of ours, and is no way to the site's own sockets", async () => {
  const cookie = await scene.enter("ada", 8080);
  await expect(open({ cookie, path: "/.escale/etat" })).rejects.toThrow("response: 404");
  // to the container, which has no such path
  await expect(open({ cookie, path: "/api/workspace/terminals/1/socket" })).rejects.toThrow(
    "response: 400",
  );
  expect(new Set(scene.asked)).toEqual(new Set(["/v1/owners/ada/workspace/ports/8080/connection"]));
});

it("is not opened by a handshake that is none, nor are bytes behind it a request", async () => {
  const cookie = await scene.enter("ada", 8080);
  const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  for (const lines of [
    ["Upgrade: h2c", key, "Sec-WebSocket-Version: 13"],
    ["Upgrade: websocket", "Sec-WebSocket-Version: 13"],
    ["Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13"],
    ["Upgrade: websocket", key, "Sec-WebSocket-Version: 12"],
  ]) {
    const answer = await scene.raw(
      [
        "GET /echo HTTP/1.1",
        `Host: ${host}`,
        `Origin: http://${host}`,
        `Cookie: ${cookie}`,
        "Connection: Upgrade",
        ...lines,
        "",
        "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n",
      ].join("\r\n"),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n$/);
  }
  expect(scene.asked).toEqual([]);
  expect(scene.reachedPages).toEqual([]);
});

it("ends with the session, on the container's side too", async () => {
  const socket = await open({ cookie: await scene.enter("ada", 8080) });
  const [served] = clients.clients;
  const ends = Promise.all([
    closed(socket),
    new Promise((resolve) => served?.once("close", resolve)),
  ]);
  scene.revoked.add("session-of-ada");
  await ends;
});

it("ends with the container, and with the workspace's connections", async () => {
  const cookie = await scene.enter("ada", 8080);
  const first = await open({ cookie });
  const firstGone = closed(first);
  for (const client of clients.clients) client.terminate();
  await firstGone;
  const second = await open({ cookie });
  const secondGone = closed(second);
  for (const tunnel of scene.tunnels) tunnel.destroy();
  await secondGone;
});

it("is one of a bounded number, and its place is free when it ends", async () => {
  const cookie = await scene.enter("ada", 8080);
  const first = await open({ cookie });
  const second = await open({ cookie });
  await expect(open({ cookie })).rejects.toThrow("response: 429");
  const gone = closed(first);
  first.terminate();
  await gone;
  await expect
    .poll(() => open({ cookie }).then((each) => each.terminate(), String))
    .toBe(undefined);
  second.terminate();
});
