"use client";

import { BroadcastBanner } from "@/components/classroom/broadcast/broadcast-banner";
import { PortsEntry } from "@/components/previews/ports-entry";
import { DiskBanner } from "./disk-banner";
import { FeedNotice } from "./feed-notice";
import { HintNotice } from "./hint-notice";
import { IdleBanner } from "./idle-banner";
import { PanelFoot } from "./panel-foot";
import { PanelFrame } from "./panel-frame";
import { arrange } from "./panes/layout";
import type { RunningView } from "./panes/pane";
import { PaneArea } from "./panes/pane-area";
import { PaneBar } from "./panes/pane-bar";
import { paneRegistry } from "./panes/registry";
import { useRoom } from "./panes/use-room";
import type { WorkspaceState } from "./store";
import { useKeyboardInset } from "./use-keyboard-inset";
import { WatchNotices } from "./watch-notices";

/** The workspace that runs: its panes, and what is said about it around them. */
export function RunningWorkspace({ state, view }: { state: WorkspaceState; view: RunningView }) {
  const { area, room } = useRoom();
  const inset = useKeyboardInset(area);
  const arrangement = room === null ? null : arrange(room);
  return (
    <div className="flex min-h-0 flex-1 flex-col" style={{ paddingBottom: inset }}>
      <PanelFrame
        bar={
          <>
            {paneRegistry.length < 2 ? null : <PaneBar arrangement={arrangement} />}
            <PortsEntry ports={view.ports} />
          </>
        }
        foot={<PanelFoot view={view} clockOffset={state.clockOffset} />}
      >
        <IdleBanner
          stopsAt={Date.parse(view.idleStopsAt)}
          warningMs={view.idleWarningMs}
          clockOffset={state.clockOffset}
          busy={state.pending === "extend"}
        />
        <DiskBanner spent={view.diskSpent} />
        <WatchNotices view={view} />
        <BroadcastBanner view={view} />
        <div ref={area} className="relative min-h-0 flex-1">
          {arrangement === null ? null : <PaneArea view={view} arrangement={arrangement} />}
          <FeedNotice feed={state.feed} />
          <HintNotice hint={state.hint} />
        </div>
      </PanelFrame>
    </div>
  );
}
