/** attach/ws under attack: handshakes in raw bytes, frames that no client library would send. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Bench, onEngine, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;
const MiB = 1024 ** 2;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
  await a.ok("run", "-di", "--name", "box", "busybox", "sleep", "3600");
});
afterAll(() => bench.close());

const path = "/containers/box/attach/ws?stream=1";
const lines = (target: string) => [
  `GET ${target} HTTP/1.1`,
  "Host: docker",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
];
const handshake = (target = path, change: (line: string) => string | null = (line) => line) =>
  `${lines(target)
    .map(change)
    .filter((line) => line !== null)
    .join("\r\n")}\r\n\r\n`;
const changed = (from: RegExp, to: string | null) => (line: string) =>
  from.test(line) ? to : line;

/** A masked frame, as a client sends it; `length` may lie. */
function frame(opcode: number, payload: Buffer, { fin = true, length = payload.length } = {}) {
  const head = Buffer.alloc(14);
  head.writeUInt8((fin ? 0x80 : 0) | opcode, 0);
  head.writeUInt8(0x80 | 127, 1);
  head.writeBigUInt64BE(BigInt(length), 2);
  // a mask of zeros leaves the payload as it is
  return Buffer.concat([head, payload]);
}

/** Its handshake is over; `end` comes with what it was told since. */
async function opened(target = path): Promise<{ socket: Socket; end: Promise<Buffer> }> {
  const socket = connect(a.socket);
  socket.on("error", () => undefined);
  socket.write(handshake(target));
  const [first] = await once(socket, "data");
  expect(String(first)).toMatch(/^HTTP\/1\.1 101 /);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  const end = once(socket, "close").then(() => Buffer.concat(chunks));
  return { socket, end };
}
/** The code of the close frame that it ends with. */
const closeCode = (bytes: Buffer) => {
  const at = bytes.lastIndexOf(0x88);
  return at < 0 ? undefined : bytes.readUInt16BE(at + 2);
};

async function unharmed(): Promise<void> {
  expect(await a.ok("inspect", "-f", "{{.State.Running}}", "box")).toBe("true");
  const format = "{{.State.Running}} {{.RestartCount}}";
  expect(await onEngine("inspect", "-f", format, bench.victim.id)).toBe("true 0");
}

test("B's container is not found, by ID, prefix, scoped or plain name", async () => {
  const { id, name } = bench.victim;
  for (const wanted of [id, id.slice(0, 12), name, `${bench.b.workspace}.${name}`]) {
    const text = await a.raw(handshake(`/containers/${wanted}/attach/ws?stream=1&logs=1`));
    expect(text, wanted).toMatch(/^HTTP\/1\.1 404 /);
    expect(text).toContain(`No such container: ${wanted}`);
  }
});

test.each<[string, string]>([
  ["version 8", handshake(path, changed(/Version/, "Sec-WebSocket-Version: 8"))],
  ["no version", handshake(path, changed(/Version/, null))],
  [
    "two versions",
    handshake(path, changed(/Version/, "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8")),
  ],
  ["no key", handshake(path, changed(/Key/, null))],
  ["a short key", handshake(path, changed(/Key/, "Sec-WebSocket-Key: YQ=="))],
  [
    "two keys",
    handshake(
      path,
      changed(
        /Key/,
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ),
    ),
  ],
  [
    "a subprotocol",
    handshake(path, changed(/Host/, "Host: docker\r\nSec-WebSocket-Protocol: docker")),
  ],
  ["POST", handshake(path, changed(/^GET/, `POST ${path} HTTP/1.1`))],
  ["HTTP/1.0", handshake(path, changed(/^GET/, `GET ${path} HTTP/1.0`))],
  ["a body", handshake(path, changed(/Host/, "Host: docker\r\nContent-Length: 2"))],
  [
    "a chunked body",
    handshake(path, changed(/Host/, "Host: docker\r\nTransfer-Encoding: chunked")),
  ],
  ["another upgrade", handshake(path, changed(/^Upgrade/, "Upgrade: tcp"))],
  ["two upgrades", handshake(path, changed(/^Upgrade/, "Upgrade: tcp, websocket"))],
  ["none", handshake(path, changed(/^(Upgrade|Connection)/, null))],
  ["another route", handshake("/containers/box/attach?stream=1")],
  ["another route that reads", handshake("/containers/box/logs?stdout=1")],
  ["a parameter that is not known", handshake(`${path}&user=root`)],
  ["a parameter twice", handshake(`${path}&stream=1`)],
  ["keys that leave the terminal's", handshake(`${path}&detachKeys=%0d%0aX:y`)],
])("a handshake with %s is refused", async (_what, bytes) => {
  const text = await a.raw(`${bytes}GET /containers/json HTTP/1.1\r\nHost: d\r\n\r\n`);
  const answers = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  expect(answers[0]).toBeGreaterThanOrEqual(400);
  expect(answers[0]).toBeLessThan(500);
  await unharmed();
});

test("an extension that is offered is not taken: nothing is unpacked", async () => {
  const text = await a.raw(
    handshake(
      path,
      changed(/Host/, "Host: docker\r\nSec-WebSocket-Extensions: permessage-deflate"),
    ),
  );
  expect(text).toMatch(/^HTTP\/1\.1 101 /);
  expect(text.toLowerCase()).not.toContain("sec-websocket-extensions");
});

test.each<[string, Buffer, number]>([
  ["of more than it may hold, unsent", frame(2, Buffer.alloc(10), { length: 300 * 1024 }), 1009],
  ["of 2^62 bytes", frame(2, Buffer.alloc(0), { length: 2 ** 62 }), 1009],
  [
    "in fragments that grow past it",
    Buffer.concat([
      frame(2, Buffer.alloc(200 * 1024), { fin: false }),
      frame(0, Buffer.alloc(200 * 1024), { fin: false }),
    ]),
    1009,
  ],
  ["without a mask", Buffer.from([0x82, 0x01, 0x61]), 1002],
  ["with reserved bits", Buffer.concat([Buffer.from([0xf2, 0x80, 0, 0, 0, 0])]), 1002],
  ["of an unknown kind", frame(3, Buffer.alloc(0)), 1002],
  ["that goes on with nothing", frame(0, Buffer.from("x")), 1002],
  ["that says text and is not", frame(1, Buffer.from([0xff, 0xfe])), 1007],
])("a message %s ends the connection, and nothing else", async (_what, bytes, code) => {
  const { socket, end } = await opened();
  socket.write(bytes);
  expect(closeCode(await end)).toBe(code);
  await unharmed();
});

test("a program that does not read makes the client wait, not the gateway hold", async () => {
  const before = process.memoryUsage().rss;
  const { socket } = await opened();
  const message = frame(2, Buffer.alloc(128 * 1024, 0x61));
  let taken = 0;
  for (let sent = 0; sent < 512; sent++) socket.write(message, () => (taken += 1));
  await pause(2_000);
  // 64 MiB wait on this side
  expect(taken).toBeLessThan(64);
  // this process is both sides: what the client queues is one message, many times
  expect(process.memoryUsage().rss - before).toBeLessThan(48 * MiB);
  socket.destroy();
  await unharmed();
});

test("a client that does not read stops the program", async () => {
  await a.ok("run", "-d", "--name", "loud", "busybox", "yes");
  const before = process.memoryUsage().rss;
  const socket = connect(a.socket);
  socket.on("error", () => undefined);
  socket.write(handshake("/containers/loud/attach/ws?stream=1&stdout=1"));
  socket.pause();
  await pause(2_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * MiB);
  socket.destroy();
  await a.ok("rm", "-f", "loud");
});

test("pings that nobody reads the answers of end the connection", async () => {
  const socket = connect(a.socket);
  socket.on("error", () => undefined);
  const closed = once(socket, "close");
  socket.write(handshake());
  socket.pause();
  const pings = Buffer.concat(Array.from({ length: 2_000 }, () => frame(9, Buffer.alloc(125))));
  for (let sent = 0; sent < 20; sent++) socket.write(pings);
  await pause(1_000);
  socket.resume();
  await closed;
  await unharmed();
});

test("a hundred thousand empty messages keep no neighbour waiting", async () => {
  const { socket } = await opened();
  const flood = Buffer.concat(Array.from({ length: 100_000 }, () => frame(2, Buffer.alloc(0))));
  socket.write(flood);
  const begin = performance.now();
  expect((await bench.b.http("GET", "/containers/json")).status).toBe(200);
  expect(performance.now() - begin).toBeLessThan(1_000);
  socket.destroy();
});

test("clients that vanish free what they held on the engine", async () => {
  const sockets = () =>
    process.getActiveResourcesInfo().filter((kind) => kind === "PipeWrap").length;
  const before = sockets();
  const clients = await Promise.all(Array.from({ length: 5 }, () => opened()));
  expect(sockets()).toBeGreaterThanOrEqual(before + 10);
  for (const { socket } of clients) socket.destroy();
  await until(() => sockets() <= before + 1, 15_000);
});

test("they count among the connections, and go with the workspace", async () => {
  const small = await openBench({ connections: 3 });
  try {
    await small.a.ok("run", "-di", "--name", "box", "busybox", "sleep", "3600");
    const open = () =>
      new WebSocket(`ws+unix:${small.a.socket}:/containers/box/attach/ws?stream=1`);
    const three = [open(), open(), open()];
    await Promise.all(three.map((socket) => once(socket, "open")));
    const [error] = await once(open(), "error").catch((thrown: unknown) => [thrown]);
    expect(String(error)).toContain("503");
    const gone = three.map((socket) => once(socket, "close"));
    await small.end(small.a);
    await Promise.all(gone);
  } finally {
    await small.close();
  }
});
