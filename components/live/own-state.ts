/** What this page knows of its reader's classes. Small: every page of the site has it. */
import { createStore, useStore } from "@/components/workspace/create-store";
import { readStored, writeStored } from "@/components/workspace/stored";
import type { BroadcastNews } from "@/lib/protocol/broadcast";
import type { OwnLive } from "@/lib/protocol/live";

export interface OwnState {
  /** null: not known yet, or in no class */
  readonly live: OwnLive | null;
  /** what is shown to their classes; null: not known yet */
  readonly broadcasts: BroadcastNews | null;
  /** who looks at their terminals now */
  readonly watchers: readonly string[];
  /** messages that were put away, by id */
  readonly dismissed: readonly string[];
  /** the hand is being raised or lowered */
  readonly pending: boolean;
  /** French: why that failed */
  readonly trouble: string | null;
}

const key = "escale.messages";
const maxDismissed = 100;

/** A browser that keeps nothing shows them again. */
function stored(): string[] {
  const { dismissed } = readStored(key);
  return Array.isArray(dismissed)
    ? dismissed.filter((id): id is string => typeof id === "string")
    : [];
}

export const ownState = createStore<OwnState>({
  ...{
    live: null,
    broadcasts: null,
    watchers: [],
    dismissed: stored(),
    pending: false,
    trouble: null,
  },
});

export const useOwnState = (): OwnState => useStore(ownState);

export function dismiss(id: string): void {
  const dismissed = [...ownState.get().dismissed.filter((one) => one !== id), id];
  ownState.set({ dismissed: dismissed.slice(-maxDismissed) });
  writeStored(key, { dismissed: ownState.get().dismissed });
}
