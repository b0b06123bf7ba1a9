import { isMac } from "@/components/terminal/keys";
import { useStore } from "../create-store";
import { type Arrangement, seen } from "./layout";
import { paneRegistry } from "./registry";
import { panes, togglePane } from "./store";

/** The panes' names: each shows and hides its own; where only one fits they are tabs. */
export function PaneBar({ arrangement }: { arrangement: Arrangement | null }) {
  const { open } = useStore(panes);
  const capacity = arrangement?.capacity ?? 1;
  const shown = seen(open, capacity);
  const modifier = isMac() ? "Ctrl ⇧" : "Ctrl + Maj +";
  return (
    <div
      role="toolbar"
      aria-label="Volets de l’espace de travail"
      className="flex min-w-0 flex-1 items-center gap-1 overflow-x-auto px-2 [scrollbar-width:none]"
    >
      {[...paneRegistry].reverse().map(({ id, label, Icon, letter }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown.includes(id)}
          title={letter === null ? label : `${label} (${modifier} ${letter.toUpperCase()})`}
          className="flex h-9 pointer-coarse:h-11 shrink-0 items-center gap-2 rounded-lg px-3 font-semibold text-sm text-soft hover:bg-sunken hover:text-ink aria-pressed:bg-sea-wash aria-pressed:text-sea"
          onClick={() => togglePane(id, capacity)}
        >
          <Icon className="size-4.5" aria-hidden />
          {label}
        </button>
      ))}
    </div>
  );
}
