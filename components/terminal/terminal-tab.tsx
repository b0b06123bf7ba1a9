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

/** One terminal on the page. All tabs stay where they are; the one that is not active is hidden. */
export function TerminalTab({
  session,
  active,
  onAdd,
  onClose,
}: {
  session: TerminalSession;
  active: boolean;
  onAdd: () => void;
  onClose: () => void;
}) {
  const { host, state } = useTerminal(session, active);
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
      className={clsx("absolute inset-0", !active && "invisible")}
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
