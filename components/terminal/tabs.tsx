import { Plus, X } from "lucide-react";
import { Tabs } from "radix-ui";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { iconButtonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import type { TerminalInfo } from "@/lib/protocol/workspace";
import type { TerminalSession } from "./session";
import { sessionOf } from "./sessions";

/**
 * The terminals as tabs: arrow keys go from one to the next, Enter or the down arrow goes into the
 * terminal, Delete or the middle button closes (WAI-ARIA Authoring Practices, Tabs).
 */
export function TabStrip({
  workspace,
  terminals,
  active,
  full,
  adding,
  onAdd,
  onClose,
  onEnter,
}: {
  workspace: string;
  terminals: readonly TerminalInfo[];
  active: number | null;
  /** no more tabs are allowed */
  full: boolean;
  adding: boolean;
  onAdd: () => void;
  onClose: (terminal: number) => void;
  onEnter: () => void;
}) {
  return (
    <div className="flex min-w-0 flex-1 items-center">
      {terminals.length === 0 ? null : (
        <Tabs.List
          aria-label="Terminaux"
          className="flex h-full min-w-0 items-stretch overflow-x-auto [scrollbar-width:none]"
        >
          {terminals.map((terminal) => (
            <Tab
              key={terminal.id}
              session={sessionOf(workspace, terminal.id)}
              terminal={terminal}
              onClose={() => onClose(terminal.id)}
              active={terminal.id === active}
              onEnter={onEnter}
            />
          ))}
        </Tabs.List>
      )}
      <button
        type="button"
        className={iconButtonClass("mx-1 disabled:opacity-60 disabled:hover:bg-transparent")}
        aria-label="Nouvel onglet"
        title={full ? `${terminals.length} onglets au plus` : "Nouvel onglet"}
        disabled={full || adding}
        onClick={onAdd}
      >
        <Plus className="size-4.5" aria-hidden />
      </button>
    </div>
  );
}

function Tab({
  session,
  terminal,
  active,
  onClose,
  onEnter,
}: {
  session: TerminalSession;
  terminal: TerminalInfo;
  active: boolean;
  onClose: () => void;
  onEnter: () => void;
}) {
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  const { title } = useStore(session.state);
  const name = tabName(terminal.id, title);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Delete") onClose();
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      // after Radix has chosen this tab, so that it is this one's terminal that is entered
      setTimeout(onEnter);
      if (event.key === "Enter") return;
    } else return;
    event.preventDefault();
  };
  return (
    // its ring shows on any focus: a browser shows none after a key with Ctrl, which is how one comes here
    <Tabs.Trigger
      ref={tab}
      value={String(terminal.id)}
      id={tabId(terminal.id)}
      aria-keyshortcuts="Delete"
      title={name}
      className="group -outline-offset-3 focus:outline-3 focus:outline-(--focus) relative flex min-w-24 max-w-56 items-center gap-2 border-line border-r pr-1.5 pl-3.5 text-sm text-soft hover:text-ink data-[state=active]:bg-paper data-[state=active]:text-ink"
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // by the mouse one goes on typing; by the keyboard (detail 0) one may be passing by
        if (event.detail > 0) session.focus();
      }}
      onAuxClick={(event) => {
        if (event.button === 1) onClose();
      }}
    >
      <span
        aria-hidden
        className="absolute inset-x-0 top-0 h-0.5 bg-transparent group-data-[state=active]:bg-sea"
      />
      <span className="min-w-0 truncate">{name}</span>
      {terminal.alive ? null : <span className="sr-only"> (terminé)</span>}
      {/* for the pointer; Delete and the menu do the same from the keyboard */}
      <span
        aria-hidden
        title="Fermer l’onglet"
        className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-md hover:bg-sunken hover:text-ink"
        onMouseDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          onClose();
        }}
      >
        <X className="size-4" />
      </span>
    </Tabs.Trigger>
  );
}

/**
 * A shell's usual title is « user@machine: folder »: only the folder tells tabs apart, and the
 * home folder no more than the number does.
 */
function tabName(terminal: number, title: string): string {
  const place = title.replace(/^[\w.-]+@[\w.-]+: ?/, "");
  return place === "" || place === "~" ? `Terminal ${terminal}` : `${terminal} · ${place}`;
}

/** Where the keyboard goes when it leaves a terminal. */
export const tabId = (terminal: number): string => `escale-onglet-${terminal}`;
