/**
 * Requests that ask to become a raw stream (attach, exec start) or a WebSocket (attach/ws). Node
 * hands over the socket with the body unread, so the declared length is read here; bytes behind it
 * belong to the stream.
 */
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { badRequest } from "../errors";
import { messages } from "../messages";
import type { Upgrade } from "../route";
import { runRequest } from "../run-request";
import { join } from "../streams/join";
import type { Tenant } from "../tenant";
import { errorReply } from "./error-reply";
import { commonHeaders } from "./headers";
import { rawRequest } from "./raw-request";
import type { Reply } from "./reply";
import { checkHandshake, serveWebSocket } from "./websocket";

/** More than any `exec start` says. */
const maxBody = 64 * 1024;

export async function serveUpgrade(
  tenant: Tenant,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  admit: (socket: Socket) => void,
): Promise<void> {
  const gone = new AbortController();
  socket.once("close", () => gone.abort());
  socket.on("error", () => socket.destroy());
  let reply: Reply;
  let rest: Buffer = head;
  try {
    admit(socket);
    const upgrade = upgradeOf(request);
    if (upgrade === "websocket") checkHandshake(request);
    const { body, after } = await bodyBehind(request, socket, head);
    rest = after;
    const noTar = () => {
      throw badRequest(messages.upgradeNotExpected);
    };
    const bytes = Readable.from(body.length > 0 ? [body] : []);
    const raw = rawRequest(request, bytes, noTar, { signal: gone.signal, upgrade });
    reply = await runRequest(tenant, raw, request.url ?? "");
  } catch (error) {
    reply = errorReply(tenant, error);
  }
  if (gone.signal.aborted) {
    if ("socket" in reply) reply.socket.destroy();
    return;
  }
  if (reply.kind === "websocket") return serveWebSocket(request, socket, rest, reply);
  if (reply.kind !== "raw") return refuse(socket, reply);
  socket.write(
    `HTTP/1.1 101 UPGRADED\r\nContent-Type: ${reply.contentType}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n${headerLines()}\r\n`,
  );
  if (reply.head.length > 0) {
    socket.write(reply.head);
    reply.heard?.(reply.head);
  }
  if (rest.length > 0) reply.socket.write(rest);
  await join(socket, reply.socket, reply.heard);
}

function upgradeOf(request: IncomingMessage): Upgrade {
  const wanted = (request.headers.upgrade ?? "").toLowerCase();
  if (wanted !== "tcp" && wanted !== "websocket") throw badRequest(messages.upgradeNotExpected);
  return wanted;
}

/** Reads exactly Content-Length bytes; what came after them is returned apart. */
async function bodyBehind(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): Promise<{ body: Buffer; after: Buffer }> {
  if (request.headers["transfer-encoding"] !== undefined) throw badRequest(messages.badHttp);
  const length = Number(request.headers["content-length"] ?? "0");
  if (!Number.isSafeInteger(length) || length > maxBody) throw badRequest(messages.badHttp);
  let bytes = head;
  while (bytes.length < length) {
    const more = await nextChunk(socket);
    if (more === undefined) throw badRequest(messages.badHttp);
    bytes = Buffer.concat([bytes, more]);
  }
  return { body: bytes.subarray(0, length), after: bytes.subarray(length) };
}

/** How long a client may take to send the few bytes it announced. */
const bodyTimeoutMs = 20_000;

function nextChunk(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const done = (chunk?: Buffer) => {
      clearTimeout(timer);
      socket.pause();
      socket.off("data", done).off("end", ended).off("close", ended);
      resolve(chunk);
    };
    const ended = () => done();
    const timer = setTimeout(ended, bodyTimeoutMs);
    socket.once("data", done).once("end", ended).once("close", ended);
  });
}

const headerLines = () =>
  Object.entries(commonHeaders)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");

/** Answers and closes: bytes behind a refused upgrade are never taken for another request. */
function refuse(socket: Socket, reply: Exclude<Reply, { socket: Socket }>): void {
  if (reply.kind === "stream") {
    reply.body.destroy();
    socket.destroy();
    return;
  }
  const status = reply.status;
  const text =
    reply.kind === "json" ? JSON.stringify(reply.body) : reply.kind === "text" ? reply.body : "";
  socket.end(
    `HTTP/1.1 ${status} ${status === 404 ? "Not Found" : "Refused"}\r\nContent-Type: application/json\r\n${headerLines()}Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
    () => socket.destroySoon(),
  );
}
