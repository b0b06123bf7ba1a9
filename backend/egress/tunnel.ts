/** Bytes both ways between a container and a host outside, until either side ends or the hour's are spent. */
import type { Socket } from "node:net";
import type { Share } from "./budget";

/** Neither side has said anything for so long. */
const silenceMs = 300_000;

export function tunnel(inside: Socket, head: Buffer, outside: Socket, share: Share): void {
  const end = () => {
    inside.destroy();
    outside.destroy();
  };
  const count = (chunk: Buffer) => {
    if (!share.count(chunk.length)) end();
  };
  inside.on("data", count);
  outside.on("data", count);
  for (const socket of [inside, outside]) {
    socket.setTimeout(silenceMs, end);
    socket.once("close", end);
  }
  if (inside.destroyed) {
    end();
    return;
  }
  inside.write("HTTP/1.1 200 Connection established\r\n\r\n");
  if (head.length > 0) {
    count(head);
    outside.write(head);
  }
  inside.pipe(outside);
  outside.pipe(inside);
}
