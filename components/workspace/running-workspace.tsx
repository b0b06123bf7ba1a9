"use client";

import { Tabs } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { estimatedSize } from "@/components/terminal/font";
import { KeyRow } from "@/components/terminal/key-row";
import { exitDescription, exitDescriptionId } from "@/components/terminal/keyboard-exit";
import { preferences } from "@/components/terminal/preferences";
import { keepOnly, sessionOf } from "@/components/terminal/sessions";
import { TabStrip } from "@/components/terminal/tabs";
import { TerminalTab } from "@/components/terminal/terminal-tab";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { closeTerminal, openTerminal } from "./actions";
import { activeTerminalOf } from "./active-terminal";
import { CloseTabDialog } from "./close-tab-dialog";
import { FeedNotice } from "./feed-notice";
import { HintNotice } from "./hint-notice";
import { IdleBanner } from "./idle-banner";
import { NoTabScreen } from "./no-tab-screen";
import { PanelFoot } from "./panel-foot";
import { PanelFrame } from "./panel-frame";
import { type WorkspaceState, workspace } from "./store";
import { useKeyboardInset } from "./use-keyboard-inset";
import { WorkspaceMenu } from "./workspace-menu";

/** Openings that were given their first terminal by this page: the last tab may be closed. */
const begun = new Set<string>();

/** A new terminal of about the size of its place, which gets the keyboard. */
async function addTerminal(place: HTMLElement | null): Promise<void> {
  if (place === null) return;
  if (await openTerminal(estimatedSize(place, preferences.get().fontSize))) focusActive();
}

/** Closes a tab; the keyboard goes to the one that is shown then. */
async function endTerminal(id: number): Promise<void> {
  if (await closeTerminal(id)) focusActive();
}

function focusActive(): void {
  const { view } = workspace.get();
  const active = activeTerminalOf(workspace.get());
  if (view?.state === "running" && active !== null) sessionOf(view.id, active.id).focus();
}

/** The workspace that runs: its terminals as tabs, and what is said about it around them. */
export function RunningWorkspace({
  state,
  view,
}: {
  state: WorkspaceState;
  view: Extract<WorkspaceView, { state: "running" }>;
}) {
  const body = useRef<HTMLDivElement>(null);
  const [closing, setClosing] = useState<number | null>(null);
  const inset = useKeyboardInset(body);
  const active = activeTerminalOf(state)?.id ?? null;
  const session = active === null ? null : sessionOf(view.id, active);
  const names = view.terminals.map(({ id }) => id).join();

  const opening = `${view.id} ${view.openedAt}`;
  const idle = state.pending === null;

  const addTab = () => void addTerminal(body.current);

  useEffect(() => {
    keepOnly(view.id, names === "" ? [] : names.split(",").map(Number));
  }, [view.id, names]);

  useEffect(() => {
    if (names !== "" || !idle || begun.has(opening) || body.current === null) return;
    begun.add(opening);
    void addTerminal(body.current);
  }, [opening, names, idle]);

  useEffect(() => {
    if (!state.focusWanted || active === null) return;
    workspace.set({ focusWanted: false });
    focusActive();
  }, [state.focusWanted, active]);

  const closeTab = (id: number) => {
    const info = view.terminals.find((terminal) => terminal.id === id);
    const { attached, busy } = sessionOf(view.id, id);
    // a tab not shown since the page was loaded has not told whether a program runs in it
    if (info?.alive === true && attached && busy) setClosing(id);
    else void endTerminal(id);
  };

  return (
    <Tabs.Root
      value={String(active ?? "")}
      onValueChange={(value) => workspace.set({ activeTerminal: Number(value) })}
      activationMode="manual"
      className="flex min-h-0 flex-1 flex-col"
      style={{ paddingBottom: inset }}
    >
      <p id={exitDescriptionId} className="sr-only">
        {exitDescription()}
      </p>
      <PanelFrame
        bar={
          <>
            <TabStrip
              workspace={view.id}
              terminals={view.terminals}
              active={active}
              full={view.terminals.length >= view.limits.terminals}
              adding={state.pending === "terminal"}
              onAdd={addTab}
              onClose={closeTab}
              onEnter={() => session?.focus()}
            />
            <WorkspaceMenu
              onNewTab={addTab}
              onCloseTab={active === null ? null : () => closeTab(active)}
              onSearch={session === null ? null : () => session.state.set({ searching: true })}
              onDone={() => session?.focus()}
            />
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
        <div ref={body} className="relative min-h-0 flex-1">
          {view.terminals.map((terminal) => (
            <TerminalTab
              key={`${view.id}/${terminal.id}`}
              session={sessionOf(view.id, terminal.id)}
              active={terminal.id === active}
              onAdd={addTab}
              onClose={() => void endTerminal(terminal.id)}
            />
          ))}
          {view.terminals.length === 0 ? (
            <NoTabScreen pending={state.pending === "terminal"} onAdd={addTab} />
          ) : null}
          <FeedNotice feed={state.feed} />
          <HintNotice hint={state.hint} />
        </div>
        {session === null ? null : <KeyRow session={session} />}
      </PanelFrame>
      <CloseTabDialog
        terminal={closing}
        onClose={() => setClosing(null)}
        onConfirm={(id) => void endTerminal(id)}
        onClosed={focusActive}
      />
    </Tabs.Root>
  );
}
