/**
 * The two sides as the panel shows them: what is measured now, and once one has ended, what was
 * measured of it last. Pure.
 */
import type { ComparisonMessage, Measures, Side } from "@/lib/protocol/comparison";

export interface Shown extends Side {
  readonly running: boolean;
  /** when the last measure came, ms of `performance.now()` */
  readonly at: number;
}

export interface Panel {
  /** `lost`: the site does not answer; `away`: the engine does not; `closed`: no workspace is open */
  readonly status: "waiting" | "live" | "lost" | "away" | "closed";
  readonly places: Measures["places"] | null;
  readonly machine: Shown | null;
  readonly container: Shown | null;
}

export const nothing: Panel = { status: "waiting", places: null, machine: null, container: null };

export function heard(panel: Panel, message: ComparisonMessage, at: number): Panel {
  if (message.kind === "away") return { ...panel, status: "away" };
  if (message.kind === "closed") return { ...ended(panel), status: "closed", places: null };
  const { machine, container, places } = message.measures;
  return {
    status: "live",
    places,
    machine: next(panel.machine, machine, at),
    container: next(panel.container, container, at),
  };
}

const next = (last: Shown | null, side: Side | null, at: number): Shown | null =>
  side === null ? last && { ...last, running: false } : { ...side, running: true, at };

const ended = (panel: Panel): Panel => ({
  ...panel,
  machine: next(panel.machine, null, 0),
  container: next(panel.container, null, 0),
});

/** How long it has been starting, ms, at `now`; null: it has its prompt, or was not seen to start. */
export function startingFor({ running, promptMs, ageMs, at }: Shown, now: number): number | null {
  return running && promptMs === null && ageMs !== null ? ageMs + Math.max(0, now - at) : null;
}

/** The share of the larger of the two, 0 to 1; null where one of them is not known. */
export function shares(
  one: number | null | undefined,
  other: number | null | undefined,
): readonly [number, number] | null {
  if (!one || !other) return null;
  const most = Math.max(one, other);
  return [one / most, other / most];
}
