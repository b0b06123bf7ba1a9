/** Server-sent events on a response: JSON messages, and a heartbeat while there are none. */
import type { ServerResponse } from "node:http";

const heartbeatMs = 15_000;

export interface EventStream {
  /** Whether the reader keeps up; if not, `onDrain` tells when it does again. */
  ready(): boolean;
  send(message: unknown): void;
  onDrain(listener: () => void): void;
  onClose(listener: () => void): void;
}

/**
 * Sends what `view` says, whole, at once and on each change, unless it was what was sent last. A
 * reader slower than the changes skips what lies between, never the last.
 * @param follow begins to tell of changes; returns how to end
 */
export function sendLatest(
  stream: EventStream,
  view: () => unknown,
  follow: (changed: () => void) => () => void,
): void {
  let last = "";
  let scheduled = false;
  function send(): void {
    scheduled = false;
    if (!stream.ready()) return;
    const now = view();
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    stream.send(now);
  }
  /** several changes of one moment make one message */
  function soon(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(send);
  }
  const stop = follow(soon);
  stream.onDrain(soon);
  stream.onClose(stop);
  send();
}

export function openEventStream(response: ServerResponse): EventStream {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const ready = () => !response.destroyed && !response.writableNeedDrain;
  const heartbeat = setInterval(() => {
    if (ready()) response.write(": still there\n\n");
  }, heartbeatMs);
  response.on("close", () => clearInterval(heartbeat));
  return {
    ready,
    send: (message) => {
      response.write(`data: ${JSON.stringify(message)}\n\n`);
    },
    onDrain: (listener) => {
      response.on("drain", listener);
    },
    onClose: (listener) => {
      response.on("close", listener);
    },
  };
}
