/**
 * The order of the cards: by need, but never changed under somebody's pointer or keyboard, nor while
 * it is held. What comes meanwhile stands at the end.
 */
import { useRef } from "react";
import type { Ranked } from "@/lib/live/rank";

export function useOrder(ranked: readonly Ranked[], held: boolean): readonly Ranked[] {
  const order = useRef<readonly string[]>([]);
  const before = order.current;
  const wanted = ranked.map(({ card }) => card.place);
  const there = new Set(wanted);
  const known = new Set(before);
  const next = held
    ? [
        ...before.filter((place) => there.has(place)),
        ...wanted.filter((place) => !known.has(place)),
      ]
    : wanted;
  order.current = next;
  const by = new Map(ranked.map((one) => [one.card.place, one]));
  return next.flatMap((place) => by.get(place) ?? []);
}
