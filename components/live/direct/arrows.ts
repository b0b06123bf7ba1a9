/** Arrow keys, Home and End go from card to card; Tab does as well. */
import type { KeyboardEvent } from "react";

export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? cards.indexOf(activeElement) : -1;
  const to = at < 0 ? undefined : cards[target(event.key, at, cards)];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
}

/** -1: another key. Past an end there is no card. */
function target(key: string, at: number, cards: readonly HTMLElement[]): number {
  const first = cards[0]?.getBoundingClientRect().top;
  const second = cards.findIndex((card) => card.getBoundingClientRect().top !== first);
  const columns = second < 0 ? cards.length : second;
  switch (key) {
    case "ArrowRight":
      return at + 1;
    case "ArrowLeft":
      return at - 1;
    case "ArrowDown":
      return at + columns;
    case "ArrowUp":
      return at - columns;
    case "Home":
      return 0;
    case "End":
      return cards.length - 1;
    default:
      return -1;
  }
}
