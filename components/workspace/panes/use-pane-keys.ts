/** Ctrl + Shift + letter goes to a pane, from wherever the keyboard is; from within it, back. */
import { useEffect } from "react";
import { paneElementId } from "./pane";
import { paneRegistry } from "./registry";
import { panes, showPane } from "./store";

export function usePaneKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return;
      const letter = event.key.toLowerCase();
      const pane = paneRegistry.find((each) => each.letter === letter);
      if (pane === undefined || panes.get().absent.includes(pane.id)) return;
      event.preventDefault();
      event.stopPropagation();
      const within = document.getElementById(paneElementId(pane.id));
      const there = within?.contains(document.activeElement) ?? false;
      showPane(there ? "terminal" : pane.id, { focus: true });
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}
