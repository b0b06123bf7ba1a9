/**
 * The owner's view, whole, at once and on each change. While the stream is open it keeps the
 * owner's place in line.
 */
import type { ServerResponse } from "node:http";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { messages } from "../errors";
import type { Workspaces } from "../workspaces/workspaces";
import { openEventStream, sendLatest } from "./event-stream";

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
  sendLatest(
    openEventStream(response),
    () => workspaces.view(owner),
    (changed) => workspaces.subscribe(owner, changed),
  );
}
