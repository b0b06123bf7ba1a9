/**
 * Which panes are seen in the room there is, and how they lie: one at a time on a phone, one above
 * the other in a column beside the lesson, side by side where it is wide. Pure rules.
 */
import type { PaneId } from "./pane";

export interface Room {
  /** px */
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  readonly direction: "column" | "row";
  /** how many panes fit, at least 1 */
  readonly capacity: number;
}

/** A row of panes from this width on, px: two columns in which 80 characters fit. */
const rowFrom = 1_100;
const leastWidth = 480;
/** Below it, px, it is a phone held upright: half a screen is not enough for an editor. */
const columnFrom = 560;
const leastHeight = 200;

export function arrange({ width, height }: Room): Arrangement {
  if (width >= rowFrom) return { direction: "row", capacity: Math.floor(width / leastWidth) };
  const fits = width < columnFrom ? 1 : Math.floor(height / leastHeight);
  return { direction: "column", capacity: Math.max(1, fits) };
}

/**
 * Of the panes that are open, used last first, those that are seen. The terminal keeps its place
 * for as long as two fit: what one does elsewhere shows there.
 */
export function seen(open: readonly PaneId[], capacity: number): readonly PaneId[] {
  if (open.length <= capacity) return open;
  if (capacity === 1 || !open.includes("terminal")) return open.slice(0, capacity);
  const others = open.filter((id) => id !== "terminal");
  return [...others.slice(0, capacity - 1), "terminal"];
}

/** After a click on a pane's name: it comes, or goes if it was seen and is not the last one. */
export function toggled(open: readonly PaneId[], capacity: number, id: PaneId): readonly PaneId[] {
  const now = seen(open, capacity);
  if (!now.includes(id)) return brought(open, id);
  return now.length > 1 ? open.filter((each) => each !== id) : open;
}

/** The pane in front of all others. */
export const brought = (open: readonly PaneId[], id: PaneId): readonly PaneId[] => [
  id,
  ...open.filter((each) => each !== id),
];
