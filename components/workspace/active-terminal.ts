/** Which terminal is shown: the one chosen last, else the first. */
import type { TerminalInfo } from "@/lib/protocol/workspace";
import type { WorkspaceState } from "./store";

export function activeTerminalOf({ view, activeTerminal }: WorkspaceState): TerminalInfo | null {
  if (view?.state !== "running") return null;
  return view.terminals.find(({ id }) => id === activeTerminal) ?? view.terminals[0] ?? null;
}
