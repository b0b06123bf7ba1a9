/** What this page knows of the learner's classes. Small: every page of the site has it. */
import { createStore, useStore } from "@/components/workspace/create-store";
import type { OwnLive } from "@/lib/protocol/live";

export interface OwnState {
  /** null: not known yet, or in no class */
  readonly live: OwnLive | null;
  /** messages that were put away, by id */
  readonly dismissed: readonly string[];
  /** the hand is being raised or lowered */
  readonly pending: boolean;
  /** French: why that failed */
  readonly trouble: string | null;
}

const key = "escale.messages";
const maxDismissed = 100;

function stored(): string[] {
  if (typeof localStorage === "undefined") return [];
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(read) ? read.filter((id) => typeof id === "string") : [];
  } catch {
    // a browser that keeps nothing shows them again
    return [];
  }
}

export const ownState = createStore<OwnState>({
  ...{ live: null, dismissed: stored(), pending: false, trouble: null },
});

export const useOwnState = (): OwnState => useStore(ownState);

export function dismiss(id: string): void {
  const dismissed = [...ownState.get().dismissed.filter((one) => one !== id), id];
  ownState.set({ dismissed: dismissed.slice(-maxDismissed) });
  try {
    localStorage.setItem(key, JSON.stringify(ownState.get().dismissed));
  } catch (error) {
    console.warn(error);
  }
}
