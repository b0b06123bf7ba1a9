/** The order of the cards: by need, but never changed under somebody's pointer, nor while it is held. */
import { useRef } from "react";
import type { Ranked } from "@/lib/live/rank";
import { nextOrder } from "./order";

export function useOrder(ranked: readonly Ranked[], held: boolean): readonly Ranked[] {
  const order = useRef<readonly string[]>([]);
  order.current = nextOrder(
    order.current,
    ranked.map(({ card }) => card.place),
    held,
  );
  const by = new Map(ranked.map((one) => [one.card.place, one]));
  return order.current.flatMap((place) => by.get(place) ?? []);
}
