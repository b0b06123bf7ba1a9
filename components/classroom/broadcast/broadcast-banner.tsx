"use client";

import { Presentation } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import { counted } from "@/components/workspace/durations";
import type { RunningView } from "@/components/workspace/panes/pane";
import { broadcasts, mineOf, stopBroadcast } from "./store";

/** In a trainer's panel, while a terminal of theirs is shown to a class: which, to whom, to how many. */
export function BroadcastBanner({ view }: { view: RunningView }) {
  const state = useStore(broadcasts);
  const mine = mineOf(state);
  const names = view.terminals.map(({ id }) => id).join();
  useEffect(() => {
    // the terminal was closed, or its workspace ended: there is nothing to be shown any more
    for (const { classId, mine: shown } of mine) {
      const there = names.split(",").includes(String(shown?.terminal));
      if (shown !== null && (shown.workspace !== view.id || !there)) void stopBroadcast(classId);
    }
  }, [mine, view.id, names]);
  return (
    <>
      {mine.map(({ classId, className, mine: shown }) => (
        <div
          key={classId}
          className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-coral-wash px-4 py-2 text-sm"
        >
          <Presentation className="size-4.5 shrink-0 text-coral" aria-hidden />
          <p role="status" className="min-w-48 flex-1">
            Le terminal {shown?.terminal} est diffusé à la classe{" "}
            <strong className="font-semibold">{className}</strong>
            <span className="text-soft"> ({audienceWords(view.audience ?? 0)})</span>
          </p>
          <button
            type="button"
            className={buttonClass("outline", "text-sm")}
            onClick={() => void stopBroadcast(classId)}
          >
            Arrêter la diffusion
          </button>
        </div>
      ))}
      {mine.length > 0 || view.audience === undefined ? null : (
        // never in silence, whatever the page believes
        <p role="status" className="shrink-0 border-line border-b bg-coral-wash px-4 py-2 text-sm">
          Un de vos terminaux est diffusé&nbsp;: {audienceWords(view.audience)}.
        </p>
      )}
      {state.trouble === null ? null : (
        <p role="alert" className="shrink-0 border-line border-b bg-brass-wash px-4 py-2 text-sm">
          {state.trouble}
        </p>
      )}
    </>
  );
}

const audienceWords = (count: number): string =>
  count === 0
    ? "personne ne le regarde encore"
    : `${counted(count, "écran", "écrans")} le ${count > 1 ? "montrent" : "montre"}`;
