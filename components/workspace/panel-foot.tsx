import { isMac, keyNames } from "@/components/terminal/keys";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { counted, duration, memory } from "./durations";
import { useNow } from "./use-now";

/** The discreet line below the terminal: limits, time left, and the key that leaves. */
export function PanelFoot({
  view,
  clockOffset,
}: {
  view: Extract<WorkspaceView, { state: "running" }>;
  clockOffset: number;
}) {
  const left = Date.parse(view.idleStopsAt) - (useNow(15_000) + clockOffset);
  const { limits } = view;
  return (
    <div className="flex w-full items-center gap-x-4 overflow-hidden whitespace-nowrap">
      <p title="Sans activité, l’espace s’arrête au bout de ce temps ; chaque touche le repousse.">
        Veille dans <span className="tabular-nums">{duration(left)}</span>
      </p>
      <p className="min-w-0 truncate max-sm:hidden">
        {memory(limits.memoryBytes)} · {counted(limits.cpus, "processeur", "processeurs")} ·{" "}
        {counted(limits.containers, "conteneur", "conteneurs")} au plus
      </p>
      <p className="ml-auto max-lg:hidden">
        <kbd className="font-mono">{keyNames(isMac()).leave}</kbd>&nbsp;: sortir du terminal
      </p>
    </div>
  );
}
