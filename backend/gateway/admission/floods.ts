/**
 * When a workspace's requests have become a flood: reading them, only to refuse them, takes from the
 * other learners the time of the one process that serves all.
 */
import type { Limits } from "../types";
import { createRate } from "./rate";

export interface FloodWatch {
  /** A request was refused, or is one of too many pings; true when that makes it a flood. */
  refused(): boolean;
  /** A connection was opened, or dropped; true when that makes it a flood. */
  connected(): boolean;
  /** How long to serve nobody now, ms: 2 s, and twice as long each time that the flood goes on. */
  pause(): number;
}

/** Refusals at once, in seconds of the rate: no client that reads its answers is told so often. */
const patienceSeconds = 6;
/** Connections at once, and per second for long. The CLI makes one or two for a command. */
const connectionBurst = 400;
const connectionsPerSecond = 100;

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
/** After so long without a flood the next one is a first one, ms. */
const forgivenMs = 60_000;

/** `now` in ms; injected so that tests need not wait. */
export function createFloodWatch(
  { requestsPerSecond, connections }: Pick<Limits, "requestsPerSecond" | "connections">,
  now: () => number = Date.now,
): FloodWatch {
  const fresh = () => ({
    refusals: createRate(
      requestsPerSecond,
      Math.max(300, patienceSeconds * requestsPerSecond),
      now,
    ),
    opened: createRate(connectionsPerSecond, Math.max(connectionBurst, 4 * connections), now),
  });
  let seen = fresh();
  let next = firstPauseMs;
  let over = 0;
  return {
    refused: () => !seen.refusals.allow(),
    connected: () => !seen.opened.allow(),
    pause() {
      if (now() - over > forgivenMs) next = firstPauseMs;
      const length = next;
      next = Math.min(longestPauseMs, 2 * length);
      over = now() + length;
      seen = fresh();
      return length;
    },
  };
}
