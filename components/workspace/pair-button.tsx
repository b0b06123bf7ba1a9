import { Columns2 } from "lucide-react";
import { shownPair, togglePair } from "./pair";
import { useWorkspaceState } from "./store";

/** Shows two terminals at once, or one again. There where there are two. */
export function PairButton() {
  const state = useWorkspaceState();
  if (state.view?.state !== "running" || state.view.terminals.length < 2) return null;
  return (
    <button
      type="button"
      aria-pressed={shownPair(state) !== null}
      aria-label="Deux terminaux à la fois"
      title="Deux terminaux à la fois"
      className="grid size-11 shrink-0 place-items-center self-center rounded-lg text-soft hover:bg-sunken hover:text-ink aria-pressed:text-sea"
      onClick={togglePair}
    >
      <Columns2 className="size-5" aria-hidden />
    </button>
  );
}
