/** Watching another's terminals, as web asks it of the backend; see client.ts. */
import type { Owner, TerminalId, WorkspaceId } from "@/lib/protocol/ids";
import {
  type OpenWatch,
  type WatchedOwners,
  type WatchId,
  type WatchView,
  watchedOwnersSchema,
  watchViewSchema,
} from "@/lib/protocol/watch";
import { readEvents } from "./sse";
import { type Transport, timeouts } from "./transport";

export interface WatchesClient {
  /**
   * Begins a watch that lasts until `signal` aborts. The owner is told before anything can be seen.
   * Throws EscaleError too_many_requests.
   */
  open(owner: Owner, who: OpenWatch, signal: AbortSignal): Promise<AsyncIterable<WatchView>>;
  /** Who is watched by whom, whole at once and on each change, until `signal` aborts. */
  watched(signal: AbortSignal): Promise<AsyncIterable<WatchedOwners>>;
  /** Asks the owner for the keyboard, or gives it up. Throws not_found, in_use, too_many_requests. */
  wantKeyboard(
    owner: Owner,
    watch: WatchId,
    wants: { watcher: Owner; wanted: boolean },
  ): Promise<void>;
}

const watchesPath = (owner: Owner) => `/v1/owners/${encodeURIComponent(owner)}/watches`;

/** Of a terminal's WebSocket at the backend, for the account that this watch is of. */
export const watchedSocketPath = (
  owner: Owner,
  watch: WatchId,
  watcher: Owner,
  terminal: TerminalId,
): string =>
  `${watchesPath(owner)}/${watch}/by/${encodeURIComponent(watcher)}/terminals/${terminal}/socket`;

/** The same of one that its owner shows to a class. */
export const audienceSocketPath = (
  owner: Owner,
  workspace: WorkspaceId,
  terminal: TerminalId,
): string =>
  `/v1/owners/${encodeURIComponent(owner)}/audience/${workspace}/terminals/${terminal}/socket`;

export function createWatchesClient({ send }: Transport): WatchesClient {
  return {
    async open(owner, who, signal) {
      const options = { body: who, signal, bodyTimeout: timeouts.streamMs };
      const answer = await send("POST", watchesPath(owner), options);
      return readEvents(answer.body, watchViewSchema);
    },
    async watched(signal) {
      const answer = await send("GET", "/v1/watches", { signal, bodyTimeout: timeouts.streamMs });
      return readEvents(answer.body, watchedOwnersSchema);
    },
    async wantKeyboard(owner, watch, wants) {
      const answer = await send("POST", `${watchesPath(owner)}/${watch}/keyboard`, {
        body: wants,
      });
      await answer.body.dump();
    },
  };
}
