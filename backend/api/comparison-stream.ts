/** Server-sent events: a virtual machine beside a container (lib/protocol/comparison.ts). */
import type { ServerResponse } from "node:http";
import type { ComparisonMessage } from "@/lib/protocol/comparison";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Workspaces } from "../workspaces/workspaces";
import { openEventStream } from "./event-stream";
import { admitStream } from "./view-stream";

/** Throws EscaleError too_many_requests before anything is written. */
export function streamComparison(
  workspaces: Workspaces,
  owner: Owner,
  response: ServerResponse,
): void {
  admitStream(workspaces, owner);
  const stream = openEventStream(response);
  let following: WorkspaceId | null | undefined;
  let subscription: { close(): void } | null = null;

  // a reader that has not taken the last message can do without this one: another follows
  function tell(message: ComparisonMessage): void {
    if (stream.ready()) stream.send(message);
  }
  function follow(): void {
    const view = workspaces.view(owner);
    const id = view.state === "running" ? view.id : null;
    if (id === following) return;
    following = id;
    subscription?.close();
    subscription = null;
    if (id === null) {
      tell({ kind: "closed" });
      return;
    }
    subscription = workspaces.comparison.subscribe(id, (measures) =>
      tell(measures === null ? { kind: "away" } : { kind: "measures", measures }),
    );
  }

  const stop = workspaces.subscribe(owner, follow);
  stream.onClose(() => {
    stop();
    subscription?.close();
  });
  follow();
}
