/**
 * A WebSocket whose messages are a container's streams. It ends here: of the client's handshake and
 * framing nothing reaches the engine, which is asked for a raw stream of ours.
 */
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { badRequest } from "../errors";
import { messages } from "../messages";
import { commonHeaders } from "./headers";
import type { Reply } from "./reply";

/** What one message of a client's may hold, its fragments together. */
const maxMessage = 256 * 1024;
/** How long an end may take that the other side does not answer. */
const closeMs = 2_000;

const server = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: maxMessage,
  // one message per turn of the loop: ten thousand in one packet do not keep a neighbour waiting
  allowSynchronousEvents: false,
});
server.on("headers", (lines) => {
  for (const [name, value] of Object.entries(commonHeaders)) lines.push(`${name}: ${value}`);
});

/** RFC 6455, 4.2.1, without extensions or subprotocols. Throws DockerError 400. */
export function checkHandshake({ method, httpVersion, headers }: IncomingMessage): void {
  const sound =
    method === "GET" &&
    httpVersion === "1.1" &&
    headers["sec-websocket-version"] === "13" &&
    /^[A-Za-z0-9+/]{22}==$/.test(headers["sec-websocket-key"] ?? "") &&
    headers["sec-websocket-protocol"] === undefined &&
    headers["transfer-encoding"] === undefined &&
    ["0", undefined].includes(headers["content-length"]);
  if (!sound) throw badRequest(messages.badHandshake);
}

/** Resolves when both sides are closed. `head`: what the client has sent already. */
export async function serveWebSocket(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  { socket: engine, output }: Extract<Reply, { kind: "websocket" }>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.once("close", () => endEngine(engine));
  server.handleUpgrade(request, socket, head, (client) => {
    // a broken frame or one too large: the client has been told by a close code
    client.on("error", () => undefined);
    forwardInput(client, engine);
    pipeline(output, messagesTo(client)).catch(() => client.close(1011));
  });
  await closed;
}

/** One chunk at a time on its way; the program's end closes normally. */
const messagesTo = (client: WebSocket): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => client.send(chunk, { binary: true }, done),
    final(done) {
      client.close(1000);
      // a client that does not answer holds its connection no longer
      const timer = setTimeout(() => client.terminate(), closeMs);
      client.once("close", () => clearTimeout(timer));
      done();
    },
  });

/** Text or binary; a program that does not read makes the client wait. */
function forwardInput(client: WebSocket, engine: Socket): void {
  client.on("message", (data: RawData) => {
    if (!engine.destroyed && !engine.write(bytesOf(data))) client.pause();
  });
  engine.on("drain", () => client.resume());
  engine.once("close", () => client.resume());
}

const bytesOf = (data: RawData): Uint8Array => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : new Uint8Array(data);
};

/** What was said before the end still arrives, if the program reads it in time. */
function endEngine(engine: Socket): void {
  const timer = setTimeout(() => engine.destroy(), closeMs);
  engine.once("close", () => clearTimeout(timer));
  engine.destroySoon();
}
