import { useRef } from "react";
import { useStore } from "../create-store";
import { type Pane, paneElementId } from "./pane";
import { panes, resizePanes } from "./store";

/** Percent of the room of the two panes that one key press moves the line by. */
const step = 4;
const least = 15;

/**
 * The line between two panes: dragged, or moved by the arrow keys (WAI-ARIA window splitter);
 * double click halves. `before` is above or to the left.
 */
export function PaneHandle({
  before,
  after,
  direction,
}: {
  before: Pane;
  after: Pane;
  direction: "column" | "row";
}) {
  const { sizes } = useStore(panes);
  const handle = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const both = sizes[before.id] + sizes[after.id];
  const share = (100 * sizes[before.id]) / both;
  const column = direction === "column";

  const place = (percent: number) => {
    const first = (both * Math.min(100 - least, Math.max(least, percent))) / 100;
    resizePanes({ [before.id]: first, [after.id]: both - first });
  };
  const drag = (x: number, y: number) => {
    const one = document.getElementById(paneElementId(before.id))?.getBoundingClientRect();
    const two = document.getElementById(paneElementId(after.id))?.getBoundingClientRect();
    if (one === undefined || two === undefined) return;
    place(
      column
        ? (100 * (y - one.top)) / (two.bottom - one.top)
        : (100 * (x - one.left)) / (two.right - one.left),
    );
  };
  const stop = () => {
    dragging.current = false;
    delete handle.current?.dataset.dragging;
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget, <hr> is not
    <div
      ref={handle}
      role="separator"
      tabIndex={0}
      aria-orientation={column ? "horizontal" : "vertical"}
      aria-label={`Limite entre ${before.label} et ${after.label}. Flèches pour la déplacer`}
      aria-valuenow={Math.round(share)}
      aria-valuemin={least}
      aria-valuemax={100 - least}
      className="pane-handle"
      data-direction={direction}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.dataset.dragging = "";
        dragging.current = true;
      }}
      onPointerMove={(event) => {
        if (dragging.current) drag(event.clientX, event.clientY);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={() => place(50)}
      onKeyDown={(event) => {
        const places: Record<string, number> = {
          [column ? "ArrowUp" : "ArrowLeft"]: share - step,
          [column ? "ArrowDown" : "ArrowRight"]: share + step,
          Home: least,
          End: 100 - least,
        };
        const to = places[event.key];
        if (to === undefined) return;
        event.preventDefault();
        place(to);
      }}
    />
  );
}
