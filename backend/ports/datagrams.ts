/**
 * Datagrams between a program in the workstation and a container's port: on the learner's side a
 * stream of them, each behind its length (u16, big-endian). What finds no room is lost, as datagrams
 * are; nothing waits, and nothing is kept but what one side is about to be told.
 */
import { createSocket } from "node:dgram";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Target } from "./targets";

/** Init forgets who is quiet for half a minute; a learner who speaks in its place may not. */
const idleMs = 120_000;
/** Bytes on their way to the learner, or to the container, past which more are lost. */
const maxWaiting = 256 * 1024;
/** Datagrams sent before others have their turn: one packet of the stream may hold thousands. */
const perTurn = 32;
const lengthBytes = 2;

/** Resolves when the connection is over. */
export async function relayDatagrams(client: Socket, target: Target): Promise<void> {
  const socket = createSocket("udp4");
  // a container that does not listen answers so: the datagram is lost, the next one may be heard
  socket.on("error", () => undefined);
  client.setTimeout(idleMs, () => client.destroy());
  client.once("close", () => socket.close());
  try {
    await new Promise<void>((resolve, reject) => {
      client.once("close", () => reject(new Error("gone")));
      socket.connect(target.port, target.address, resolve);
    });
  } catch {
    client.destroy();
    return;
  }
  socket.on("message", (datagram, from) => {
    // what came before the socket was the container's alone
    if (from.address !== target.address || from.port !== target.port) return;
    if (client.destroyed || client.writableLength > maxWaiting) return;
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt16BE(datagram.length);
    client.write(Buffer.concat([length, datagram]));
  });
  let sent = 0;
  try {
    for await (const datagram of datagramsOf(client)) {
      if (socket.getSendQueueSize() < maxWaiting) socket.send(datagram, () => undefined);
      sent += 1;
      if (sent % perTurn === 0) await turn();
      if (client.destroyed) return;
    }
  } catch {
    // the connection broke
  } finally {
    client.destroy();
  }
}

/** Holds one unfinished datagram at most. */
async function* datagramsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= lengthBytes) {
      const end = lengthBytes + rest.readUInt16BE(0);
      if (rest.length < end) break;
      yield rest.subarray(lengthBytes, end);
      rest = rest.subarray(end);
    }
  }
}
