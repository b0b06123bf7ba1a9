/** How long to wait before trying to connect again: doubles from 250 ms up to 8 s, half random. */
const firstMs = 250;
const mostMs = 8_000;

/**
 * Delay before attempt number `attempt` (1 = first retry), in ms. The random half keeps a room
 * full of browsers from knocking all at once when the server comes back.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + 0.5 * random()));
}
