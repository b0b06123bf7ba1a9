/**
 * Joins a client's socket and the engine's into one raw stream: back-pressure, half-close and
 * hang-up in both directions. A client that vanishes frees what it held on the engine.
 */
import type { Socket } from "node:net";

const nothing = Buffer.alloc(0);

/** How often a client that has closed its side is asked whether it still listens. */
const probeMs = 2000;

/** Resolves when both are closed. `heard`: told of what the engine sends, as it goes by. */
export async function join(
  client: Socket,
  engine: Socket,
  heard?: (bytes: Buffer) => void,
): Promise<void> {
  const closed = Promise.all([whenClosed(client), whenClosed(engine)]);
  client.setNoDelay(true);
  // pipe() ends the other side on `end`: a half-close stays a half-close
  client.pipe(engine);
  engine.pipe(client);
  if (heard) engine.on("data", heard);
  client.on("error", () => engine.destroy());
  engine.on("error", () => client.destroy());
  client.once("close", () => engine.destroy());
  engine.once("close", () => client.destroySoon());
  client.once("end", () => {
    // A half-closed peer and a vanished one look alike until something is written. Linux answers
    // an empty write with EPIPE once the peer is gone (net/unix/af_unix.c, unix_stream_sendmsg).
    const probe = setInterval(() => client.write(nothing), probeMs);
    client.once("close", () => clearInterval(probe));
  });
  await closed;
}

const whenClosed = (socket: Socket) =>
  new Promise<void>((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once("close", () => resolve());
  });
