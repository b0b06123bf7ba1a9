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
