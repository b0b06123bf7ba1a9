/**
 * The owner's view, whole, at once and on each change. While the stream is open it keeps the
 * owner's place in line. A reader slower than the changes skips the views in between, never the
 * last one.
 */
import type { ServerResponse } from "node:http";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { messages } from "../errors";
import type { Workspaces } from "../workspaces/workspaces";
import { openEventStream } from "./event-stream";

/** tabs and reloads of one person; beyond it is something else */
const maxStreams = 32;

/** Throws EscaleError too_many_requests when the owner has too many streams of any kind. */
export function admitStream(workspaces: Workspaces, owner: Owner): void {
  if (workspaces.streams(owner) >= maxStreams)
    throw new EscaleError("too_many_requests", messages.tooManyStreams);
}

/** Throws EscaleError too_many_requests before anything is written. */
export function streamEvents(workspaces: Workspaces, owner: Owner, response: ServerResponse): void {
  admitStream(workspaces, owner);
  const stream = openEventStream(response);
  let last = "";
  let scheduled = false;
  function send(): void {
    scheduled = false;
    if (!stream.ready()) return;
    const view = workspaces.view(owner);
    const text = JSON.stringify(view);
    if (text === last) return;
    last = text;
    stream.send(view);
  }
  /** several changes of one moment make one message */
  function soon(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(send);
  }

  const stop = workspaces.subscribe(owner, soon);
  stream.onDrain(soon);
  stream.onClose(stop);
  send();
}
