"use client";

import { useCallback, useRef } from "react";
import { type PaneProps, paneElementId } from "@/components/workspace/panes/pane";
import { usePaneFocus } from "@/components/workspace/panes/store";
import BroadcastScreen from "./broadcast-screen";

/** The trainer's terminal beside one's own; out of sight it costs nothing. */
export function BroadcastPane({ shown }: PaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const take = useCallback(() => box.current?.focus(), []);
  usePaneFocus("broadcast", take);
  return (
    <div
      ref={box}
      tabIndex={-1}
      id={`${paneElementId("broadcast")}-ecran`}
      className="flex min-h-0 flex-1 flex-col outline-none"
    >
      {shown ? <BroadcastScreen /> : null}
    </div>
  );
}
