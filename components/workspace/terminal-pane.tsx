"use client";

import { Tabs } from "radix-ui";
import { useCallback, useEffect, useRef, useState } from "react";
import { estimatedSize } from "@/components/terminal/font";
import { KeyRow } from "@/components/terminal/key-row";
import { exitDescription, exitDescriptionId } from "@/components/terminal/keyboard-exit";
import { preferences } from "@/components/terminal/preferences";
import { keepOnly, sessionOf } from "@/components/terminal/sessions";
import { TabStrip } from "@/components/terminal/tabs";
import { TerminalTab } from "@/components/terminal/terminal-tab";
import { closeTerminal, openTerminal } from "./actions";
import { activeTerminalOf } from "./active-terminal";
import { CloseTabDialog } from "./close-tab-dialog";
import { NoTabScreen } from "./no-tab-screen";
import { shownPair } from "./pair";
import { PairButton } from "./pair-button";
import type { PaneProps } from "./panes/pane";
import { usePaneFocus } from "./panes/store";
import { type Pair, useWorkspaceState, workspace } from "./store";
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

function placeOf(terminal: number, active: number | null, pair: Pair | null) {
  if (pair === null) return terminal === active ? "whole" : "hidden";
  if (terminal === pair[0]) return "first";
  return terminal === pair[1] ? "second" : "hidden";
}

/** The terminals as tabs, with the menu of the workspace. */
export function TerminalPane({ view }: PaneProps) {
  const state = useWorkspaceState();
  const body = useRef<HTMLDivElement>(null);
  const [closing, setClosing] = useState<number | null>(null);
  const active = activeTerminalOf(state)?.id ?? null;
  const session = active === null ? null : sessionOf(view.id, active);
  const pair = shownPair(state);
  const names = view.terminals.map(({ id }) => id).join();

  const opening = `${view.id} ${view.openedAt}`;
  const idle = state.pending === null;

  const addTab = () => void addTerminal(body.current);
  const takeKeyboard = useCallback(() => session?.focus(), [session]);
  usePaneFocus("terminal", session === null ? null : takeKeyboard);

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
    >
      <p id={exitDescriptionId} className="sr-only">
        {exitDescription()}
      </p>
      <div className="flex h-11 shrink-0 items-stretch border-line border-b bg-surface">
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
        <PairButton />
        <WorkspaceMenu
          onNewTab={addTab}
          onCloseTab={active === null ? null : () => closeTab(active)}
          onSearch={session === null ? null : () => session.state.set({ searching: true })}
          onDone={() => session?.focus()}
        />
      </div>
      <div ref={body} className="terminal-room relative min-h-0 flex-1">
        {view.terminals.map((terminal) => (
          <TerminalTab
            key={`${view.id}/${terminal.id}`}
            session={sessionOf(view.id, terminal.id)}
            active={terminal.id === active}
            place={placeOf(terminal.id, active, pair)}
            onAdd={addTab}
            onClose={() => void endTerminal(terminal.id)}
            onEnter={() => workspace.set({ activeTerminal: terminal.id })}
          />
        ))}
        {view.terminals.length === 0 ? (
          <NoTabScreen pending={state.pending === "terminal"} onAdd={addTab} />
        ) : null}
      </div>
      {session === null ? null : <KeyRow session={session} />}
      <CloseTabDialog
        terminal={closing}
        onClose={() => setClosing(null)}
        onConfirm={(id) => void endTerminal(id)}
        onClosed={focusActive}
      />
    </Tabs.Root>
  );
}
