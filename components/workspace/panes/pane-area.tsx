import clsx from "clsx";
import { Fragment, useState } from "react";
import { useStore } from "../create-store";
import { type Arrangement, seen } from "./layout";
import { type PaneId, paneElementId, type RunningView } from "./pane";
import { PaneHandle } from "./pane-handle";
import { paneRegistry } from "./registry";
import { panes, usePresentPanes } from "./store";
import "./panes.css";
import { usePaneKeys } from "./use-pane-keys";

/** The open panes, with a line to drag between two that are seen. Fills its place. */
export function PaneArea({ view, arrangement }: { view: RunningView; arrangement: Arrangement }) {
  const { sizes } = useStore(panes);
  const shown = seen(usePresentPanes(), arrangement.capacity);
  const [mounted, setMounted] = useState<readonly PaneId[]>(shown);
  const fresh = shown.filter((id) => !mounted.includes(id));
  if (fresh.length > 0) setMounted([...mounted, ...fresh]);
  usePaneKeys();

  let previous: (typeof paneRegistry)[number] | null = null;
  return (
    <div
      className={clsx(
        "absolute inset-0 flex",
        arrangement.direction === "column" ? "flex-col" : "flex-row",
      )}
    >
      {paneRegistry.map((pane) => {
        const { id, label, Body } = pane;
        if (!mounted.includes(id)) return null;
        const visible = shown.includes(id);
        const before = visible ? previous : null;
        if (visible) previous = pane;
        return (
          <Fragment key={id}>
            {before === null ? null : (
              <PaneHandle before={before} after={pane} direction={arrangement.direction} />
            )}
            <section
              id={paneElementId(id)}
              aria-label={`Volet ${label}`}
              // out of sight it keeps its width, so that nothing in it is laid out anew
              className={clsx(
                "flex min-h-0 min-w-0 flex-col",
                visible ? "relative" : "invisible absolute inset-0 -z-1",
              )}
              style={visible ? { flex: `${sizes[id]} 1 0` } : undefined}
            >
              <Body view={view} shown={visible} />
            </section>
          </Fragment>
        );
      })}
    </div>
  );
}
