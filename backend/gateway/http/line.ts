/**
 * Requests that one connection sends without waiting for answers (pipelining): worked on one after
 * the other, as they would be answered, and few of them kept meanwhile. Node itself would begin
 * each as it is read, thousands from a single packet.
 */
import type { Socket } from "node:net";

export interface Line {
  /** Runs `task` once all before it on this connection have ended; false: too many wait already. */
  take(socket: Socket, task: () => Promise<void>): boolean;
}

/** `most` requests of a connection, the one that is worked on included. `task`s never reject. */
export function createLine(most: number): Line {
  const lines = new WeakMap<Socket, { length: number; last: Promise<void> }>();
  return {
    take(socket, task) {
      const line = lines.get(socket) ?? { length: 0, last: Promise.resolve() };
      if (line.length >= most) return false;
      lines.set(socket, line);
      line.length += 1;
      const run = () => task().finally(() => (line.length -= 1));
      // the first is begun at once: of an honest client's there is no other
      line.last = line.length === 1 ? run() : line.last.then(run);
      return true;
    },
  };
}
