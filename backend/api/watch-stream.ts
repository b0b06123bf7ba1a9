/**
 * One trainer's watch of one owner's terminals, for as long as web keeps this request open: what
 * there is to see, whole, at once and on each change. And who is watched at all.
 */
import type { ServerResponse } from "node:http";
import type { Owner } from "@/lib/protocol/ids";
import type { OpenWatch, WatchView } from "@/lib/protocol/watch";
import type { Workspaces } from "../workspaces/workspaces";
import { openEventStream, sendLatest } from "./event-stream";

/** Who is looked at and by whom, for the pages on which the owners' own views are not heard. */
export function streamWatched({ watches }: Workspaces, response: ServerResponse): void {
  sendLatest(
    openEventStream(response),
    () => watches.all(),
    (changed) => watches.follow(changed),
  );
}

/** Throws EscaleError too_many_requests before anything is written. */
export function streamWatch(
  workspaces: Workspaces,
  owner: Owner,
  who: OpenWatch,
  response: ServerResponse,
): void {
  const { watches, terminals } = workspaces;
  const watch = watches.open(owner, who);

  function view(): WatchView {
    const whole = workspaces.view(owner);
    const running = whole.state === "running" ? whole : null;
    return {
      kind: "view",
      watch: watch.id,
      workspace: running && { id: running.id, terminals: running.terminals },
      present: running !== null && terminals.own(running.id) > 0,
      keyboard: watch.keyboard,
    };
  }

  sendLatest(openEventStream(response), view, (changed) => {
    const stop = workspaces.lookOn(owner, changed);
    return () => {
      stop();
      watches.end(owner, watch);
    };
  });
}
