import { isMac } from "@/components/terminal/keys";
import { useStore } from "../create-store";
import { type Arrangement, seen } from "./layout";
import { paneRegistry } from "./registry";
import { panes, togglePane, usePresentPanes } from "./store";

/**
 * The panes' names: each shows and hides its own; where only one fits they are tabs. In a narrow bar
 * each stands below its icon, so that all of them are in sight.
 */
export function PaneBar({ arrangement }: { arrangement: Arrangement | null }) {
  const { absent } = useStore(panes);
  const capacity = arrangement?.capacity ?? 1;
  const shown = seen(usePresentPanes(), capacity);
  const offered = paneRegistry.filter(({ id }) => !absent.includes(id)).reverse();
  const modifier = isMac() ? "Ctrl ⇧" : "Ctrl + Maj +";
  return (
    <div
      role="toolbar"
      aria-label="Volets de l’espace de travail"
      className="flex min-w-0 flex-1 items-center gap-1 @max-[32rem]:gap-0 overflow-x-auto @max-[32rem]:px-1 px-2 [scrollbar-width:none]"
    >
      {offered.map(({ id, label, Icon, letter }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown.includes(id)}
          title={letter === null ? label : `${label} (${modifier} ${letter.toUpperCase()})`}
          className="flex h-9 @max-[32rem]:h-11 pointer-coarse:h-11 shrink-0 @max-[32rem]:flex-col items-center @max-[32rem]:justify-center gap-2 @max-[32rem]:gap-0.5 rounded-lg @max-[32rem]:px-2 px-3 font-semibold @max-[32rem]:text-[0.6875rem] text-sm @max-[32rem]:leading-none text-soft hover:bg-sunken hover:text-ink aria-pressed:bg-sea-wash aria-pressed:text-sea"
          onClick={() => togglePane(id, capacity)}
        >
          <Icon className="size-4.5" aria-hidden />
          {label}
        </button>
      ))}
    </div>
  );
}
