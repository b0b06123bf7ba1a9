/** Which panes are open and how large: kept in this browser. */
import { useEffect } from "react";
import { createStore, useStore } from "../create-store";
import { readStored, writeStored } from "../stored";
import { brought, toggled } from "./layout";
import { type PaneId, paneIds } from "./pane";

export interface PanesState {
  /** used last first; never empty */
  readonly open: readonly PaneId[];
  /** shares of the room, of those that are seen */
  readonly sizes: Readonly<Record<PaneId, number>>;
  /** a pane that was asked for and is to take the keyboard once it is there */
  readonly focus: PaneId | null;
  /** there is nothing to be seen in them now: they are neither offered nor shown */
  readonly absent: readonly PaneId[];
}

const key = "escale.panes";
const usualSizes: PanesState["sizes"] = {
  broadcast: 1.4,
  editor: 1.4,
  preview: 1.2,
  engine: 1,
  terminal: 1,
};
/** between the largest and the smallest share there can be */
const least = 0.05;
const most = 20;

function restore(): PanesState {
  const stored = readStored(key);
  const named: readonly unknown[] = Array.isArray(stored.open) ? stored.open : [];
  const open = [...new Set(named)].flatMap((id) => paneIds.filter((known) => known === id));
  const sizes = { ...usualSizes };
  for (const id of paneIds) {
    const size: unknown = Object(stored.sizes)[id];
    if (typeof size === "number" && size >= least && size <= most) sizes[id] = size;
  }
  return { open: open.length > 0 ? open : ["terminal"], sizes, focus: null, absent: ["broadcast"] };
}

export const panes = createStore<PanesState>(restore());

function change(next: Partial<PanesState>): void {
  panes.set(next);
  const { open, sizes } = panes.get();
  writeStored(key, { open, sizes });
}

/** Brings a pane into sight, and gives it the keyboard if asked to. */
export function showPane(id: PaneId, { focus = false }: { focus?: boolean } = {}): void {
  change({ open: brought(panes.get().open, id), ...(focus ? { focus: id } : {}) });
}

/** Whether there is something to be seen in a pane; one that has nothing any more is closed. */
export function setAbsent(id: PaneId, absent: boolean): void {
  const { open, absent: before } = panes.get();
  if (absent && open.includes(id)) {
    const others = open.filter((each) => each !== id);
    change({ open: others.length > 0 ? others : ["terminal"] });
  }
  if (before.includes(id) === absent) return;
  panes.set({ absent: absent ? [...before, id] : before.filter((each) => each !== id) });
}

/** Those that are open and have something to show. */
export function usePresentPanes(): readonly PaneId[] {
  const { open, absent } = useStore(panes);
  const present = open.filter((id) => !absent.includes(id));
  return present.length > 0 ? present : ["terminal"];
}

/** After a click on its name in the bar. */
export function togglePane(id: PaneId, capacity: number): void {
  change({ open: toggled(panes.get().open, capacity, id) });
}

export function resizePanes(sizes: Partial<Record<PaneId, number>>): void {
  const next = { ...panes.get().sizes };
  for (const id of paneIds) {
    const size = sizes[id];
    if (size !== undefined) next[id] = Math.min(most, Math.max(least, size));
  }
  change({ sizes: next });
}

/** Calls `take` once the pane is asked to take the keyboard; null: not ready to. */
export function usePaneFocus(id: PaneId, take: (() => void) | null): void {
  const { focus } = useStore(panes);
  useEffect(() => {
    if (focus !== id || take === null) return;
    panes.set({ focus: null });
    take();
  }, [focus, id, take]);
}
