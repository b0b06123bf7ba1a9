/**
 * Server-sent events: the owner's virtual engine (lib/protocol/engine-stream.ts). A reader slower
 * than the changes is sent what has changed since the last message that it took.
 */
import type { ServerResponse } from "node:http";
import { differences, type EngineMessage } from "@/lib/protocol/engine-stream";
import type { EngineView } from "@/lib/protocol/engine-view";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { EngineNews, EngineSubscription } from "../virtual-engine/types";
import type { Workspaces } from "../workspaces/workspaces";
import { openEventStream } from "./event-stream";
import { admitStream } from "./view-stream";

/** Throws EscaleError too_many_requests before anything is written. */
export function streamEngine(workspaces: Workspaces, owner: Owner, response: ServerResponse): void {
  admitStream(workspaces, owner);
  const stream = openEventStream(response);
  /** the workspace that is followed, and what was sent of it */
  let following: WorkspaceId | null | undefined;
  let subscription: EngineSubscription | null = null;
  let news: EngineNews | { kind: "closed" } | null = null;
  let sent: EngineView | null = null;

  function tell(): void {
    if (news === null || !stream.ready()) return;
    const message = messageOf(news);
    news = null;
    if (message !== null) stream.send(message);
  }
  function messageOf(latest: NonNullable<typeof news>): EngineMessage | null {
    const last = sent;
    sent = latest.kind === "view" ? latest.view : null;
    if (latest.kind !== "view") return latest;
    if (last === null) return latest;
    return last === latest.view
      ? null
      : { kind: "change", changes: differences(last, latest.view) };
  }
  function hear(latest: NonNullable<typeof news>): void {
    news = latest;
    tell();
  }

  function follow(): void {
    const view = workspaces.view(owner);
    const id = view.state === "running" ? view.id : null;
    if (id === following) return;
    following = id;
    subscription?.close();
    subscription = null;
    sent = null;
    if (id === null) {
      hear({ kind: "closed" });
      return;
    }
    subscription = workspaces.virtualEngine.subscribe(id, hear, (usage) => {
      // a reader that has not taken the last message can do without this one
      if (sent !== null && stream.ready()) stream.send({ kind: "usage", usage: [...usage] });
    });
  }

  const stop = workspaces.subscribe(owner, follow);
  stream.onDrain(tell);
  stream.onClose(() => {
    stop();
    subscription?.close();
  });
  follow();
}
