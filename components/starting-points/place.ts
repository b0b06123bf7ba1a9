/**
 * What of the starting points is in sight, as the address says it, so that reload and the back button
 * do what they say: `#departs` is the list, `#depart=…` one of them.
 */
import { useSyncExternalStore } from "react";

export const listHref = "#departs";
export const startHref = (value: string): string => `#depart=${value}`;

export type Place =
  | { readonly kind: "closed" | "list" }
  /** `value`: the name of one of ours, or a code (lib/starting-points/link.ts) */
  | { readonly kind: "start"; readonly value: string };

export function placeIn(hash: string): Place {
  if (hash === listHref) return { kind: "list" };
  const value = /^#depart=(.+)$/s.exec(hash)?.[1];
  return value === undefined ? { kind: "closed" } : { kind: "start", value };
}

export function useHash(): string {
  return useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => "",
  );
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
