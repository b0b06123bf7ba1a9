import clsx from "clsx";
import { Tabs } from "radix-ui";
import { useEffect } from "react";
import { useStore } from "@/components/workspace/create-store";
import { ConnectionChip } from "./connection-chip";
import { EndedNotice } from "./ended-notice";
import { LinkDialog } from "./link-dialog";
import { PasteDialog } from "./paste-dialog";
import { preferences } from "./preferences";
import { SearchBar } from "./search-bar";
import type { TerminalSession } from "./session";
import "./terminal.css";
import { TerminalContextMenu } from "./context-menu";
import { tabId } from "./tabs";
import { themeOf } from "./themes";
import { useSiteTheme } from "./use-site-theme";
import { useTerminal } from "./use-terminal";

/** Where a terminal stands: alone, as one of two that are seen at once, or out of sight. */
export type Place = "whole" | "first" | "second" | "hidden";

/** One terminal on the page. All tabs stay where they are; those that are not looked at are hidden. */
export function TerminalTab({
  session,
  active,
  place,
  onAdd,
  onClose,
  onEnter,
}: {
  session: TerminalSession;
  /** it is the one that commands are typed into */
  active: boolean;
  place: Place;
  onAdd: () => void;
  onClose: () => void;
  /** it has got the keyboard */
  onEnter: () => void;
}) {
  const { host, state } = useTerminal(session, place !== "hidden");
  const { theme } = useStore(preferences);
  useSiteTheme();

  useEffect(() => {
    session.onLeave = () => document.getElementById(tabId(session.id))?.focus();
  }, [session]);

  return (
    <Tabs.Content
      value={String(session.id)}
      forceMount
      tabIndex={-1}
      data-place={place}
      className={clsx("terminal-tab absolute", place === "hidden" && "invisible")}
      onFocusCapture={active ? undefined : onEnter}
      style={{ background: themeOf(theme).background }}
    >
      <TerminalContextMenu session={session} selection={state.selection}>
        <div ref={host} className="terminal-host absolute inset-0 overflow-hidden" />
      </TerminalContextMenu>
      {state.bells === 0 ? null : (
        <div
          key={state.bells}
          aria-hidden
          className="terminal-bell pointer-events-none absolute inset-0"
        />
      )}
      {state.searching ? <SearchBar session={session} /> : null}
      <ConnectionChip session={session} connection={state.connection} />
      <EndedNotice connection={state.connection} onAdd={onAdd} onClose={onClose} />
      <PasteDialog session={session} text={state.paste} />
      <LinkDialog session={session} link={state.link} />
    </Tabs.Content>
  );
}
