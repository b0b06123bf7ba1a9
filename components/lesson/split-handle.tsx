"use client";

import { PanelRightOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { closeSplit, currentShare, least, most, placeSplit, usual } from "./split-place";

const step = 2;

/**
 * The line between lesson and workspace: dragged, or moved by the arrow keys (WAI-ARIA window
 * splitter: arrows, Home, End, Enter to close). Double click puts it back. The grid reads a CSS
 * variable, so that the place kept from the last visit is right in the first paint.
 */
export function SplitHandle() {
  const [share, setShare] = useState(usual);
  const dragging = useRef(false);
  const handle = useRef<HTMLDivElement>(null);
  const reopen = useRef<HTMLButtonElement>(null);
  useEffect(() => setShare(currentShare()), []);

  const move = (percent: number) => {
    placeSplit(percent);
    setShare(currentShare());
  };
  const stop = () => {
    dragging.current = false;
    delete handle.current?.dataset.dragging;
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget, <hr> is not */}
      <div
        ref={handle}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label="Largeur de la leçon. Flèches pour la changer, Entrée pour replier le terminal"
        aria-controls="contenu"
        aria-valuenow={Math.round(share)}
        aria-valuemin={least}
        aria-valuemax={most}
        className="split-handle"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.dataset.dragging = "";
          dragging.current = true;
        }}
        onPointerMove={(event) => {
          if (dragging.current) move((event.clientX / document.documentElement.clientWidth) * 100);
        }}
        onPointerUp={stop}
        onPointerCancel={stop}
        onDoubleClick={() => move(usual)}
        onKeyDown={(event) => {
          const places: Record<string, number> = {
            ArrowLeft: share - step,
            ArrowRight: share + step,
            Home: least,
            End: most,
          };
          const place = places[event.key];
          if (place !== undefined) {
            event.preventDefault();
            move(place);
          } else if (event.key === "Enter" && !event.altKey) {
            // else the same key press would go on to the button that takes the focus
            event.preventDefault();
            closeSplit(true);
            reopen.current?.focus();
          }
        }}
      />
      <button
        ref={reopen}
        type="button"
        className="split-reopen h-full w-full flex-col items-center gap-3 bg-surface pt-5 text-soft hover:text-sea"
        onClick={() => {
          closeSplit(false);
          handle.current?.focus();
        }}
      >
        <PanelRightOpen className="size-5" aria-hidden />
        <span className="font-semibold text-sm [writing-mode:vertical-rl]">
          Afficher le terminal
        </span>
      </button>
    </>
  );
}
