/** Two terminals that are seen at once: rules, and how they come and go. */
import type { TerminalId } from "@/lib/protocol/ids";
import type { TerminalInfo } from "@/lib/protocol/workspace";
import { activeTerminalOf } from "./active-terminal";
import { type Pair, type WorkspaceState, workspace } from "./store";

/** The two that are seen now: both are there, and one of them is the active tab. */
export function shownPair(state: WorkspaceState): Pair | null {
  const { view, pair } = state;
  if (view?.state !== "running" || pair === null) return null;
  const active = activeTerminalOf(state)?.id;
  const there = (id: TerminalId) => view.terminals.some((terminal) => terminal.id === id);
  return pair.every(there) && pair.some((id) => id === active) ? pair : null;
}

/** Which two to show, with `active` first unless it stands second already; null: there is one. */
export function pairAround(
  terminals: readonly TerminalInfo[],
  active: TerminalId,
  last: Pair | null,
): Pair | null {
  const alive = terminals.filter((terminal) => terminal.alive).map(({ id }) => id);
  if (last?.includes(active) && last.every((id) => alive.includes(id))) return last;
  const other = alive.find((id) => id > active) ?? alive.find((id) => id !== active);
  return other === undefined ? null : [active, other];
}

/** The button beside the tabs. */
export function togglePair(): void {
  const state = workspace.get();
  const active = activeTerminalOf(state);
  if (state.view?.state !== "running" || active === null) return;
  const next = shownPair(state) ? null : pairAround(state.view.terminals, active.id, state.pair);
  workspace.set({ pair: next });
}
