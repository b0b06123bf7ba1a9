/** What is left of a refused request's body. */
import type { IncomingMessage } from "node:http";

/**
 * Reads and drops it: a connection that was closed instead would break under the caller's writing,
 * often before the refusal was read. Past `most` bytes it is closed all the same.
 */
export function dropRest(request: IncomingMessage, most: number): void {
  let left = most;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
}
