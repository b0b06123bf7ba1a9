/**
 * Server-sent events: the owner's view, whole, at once and on each change. While the stream is
 * open it keeps the owner's place in line. A reader slower than the changes skips the views in
 * between, never the last one.
 */
import type { ServerResponse } from "node:http";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { messages } from "../errors";
import type { Workspaces } from "../workspaces/workspaces";

const heartbeatMs = 15_000;
/** tabs and reloads of one person; beyond it is something else */
const maxStreams = 32;

/** Throws EscaleError too_many_requests before anything is written. */
export function streamEvents(workspaces: Workspaces, owner: Owner, response: ServerResponse): void {
  if (workspaces.streams(owner) >= maxStreams) {
    throw new EscaleError("too_many_requests", messages.tooManyStreams);
  }
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });

  let last = "";
  let scheduled = false;
  function send(): void {
    scheduled = false;
    if (response.destroyed || response.writableNeedDrain) return;
    const view = JSON.stringify(workspaces.view(owner));
    if (view === last) return;
    last = view;
    response.write(`data: ${view}\n\n`);
  }
  /** several changes of one moment make one message */
  function soon(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(send);
  }

  const stop = workspaces.subscribe(owner, soon);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(": still there\n\n");
  }, heartbeatMs);
  response.on("drain", soon);
  response.on("close", () => {
    clearInterval(heartbeat);
    stop();
  });
  send();
}
