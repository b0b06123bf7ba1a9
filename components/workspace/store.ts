/**
 * What the page knows of the learner's workspace. Small on purpose: it is part of every lesson
 * page, while what feeds it (feed.ts) and what shows it are loaded once the terminal is opened.
 */
import { useSyncExternalStore } from "react";
import type { ErrorCode } from "@/lib/protocol/errors";
import type { TerminalId } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { createStore } from "./create-store";
import { readStored, writeStored } from "./stored";

/** An error to be shown: `network` and `unexpected` are the browser's own. */
export interface Problem {
  readonly code: ErrorCode | "network" | "unexpected";
  /** French, ready to show */
  readonly message: string;
}

export type Action = "open" | "extend" | "stop" | "remove" | "terminal";

/** Two terminals that are seen at once, by their numbers. */
export type Pair = readonly [TerminalId, TerminalId];

export interface WorkspaceState {
  /** the learner has opened the terminal on this page, or had it open before the reload */
  readonly opened: boolean;
  /** null until the first answer */
  readonly view: WorkspaceView | null;
  /** whether changes are being heard of */
  readonly feed: "off" | "connecting" | "live" | "lost";
  /** what was asked for and is not answered yet */
  readonly pending: Action | null;
  /** why the last thing asked for failed */
  readonly problem: Problem | null;
  /** the terminal shown; null: the first */
  readonly activeTerminal: number | null;
  /** the two terminals to be seen at once when one of them is shown */
  readonly pair: Pair | null;
  /** the learner has just asked for the terminal: it gets the keyboard when it is there */
  readonly focusWanted: boolean;
  /** a command of the lesson that waits for its terminal */
  readonly queuedCommand: string | null;
  /** a passing remark on something the learner just did */
  readonly hint: string | null;
  /** the server's clock minus ours, ms */
  readonly clockOffset: number;
}

const key = "escale.workspace";

const initial: WorkspaceState = {
  opened: false,
  view: null,
  feed: "off",
  pending: null,
  problem: null,
  activeTerminal: null,
  pair: null,
  focusWanted: false,
  queuedCommand: null,
  hint: null,
  clockOffset: 0,
};

function restore(): WorkspaceState {
  if (typeof localStorage === "undefined") return initial;
  const { opened, activeTerminal, pair } = readStored(key);
  return {
    ...initial,
    opened: opened === true,
    activeTerminal: typeof activeTerminal === "number" ? activeTerminal : null,
    pair: readPair(pair),
  };
}

function readPair(stored: unknown): Pair | null {
  const [first, second]: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return typeof first === "number" && typeof second === "number" ? [first, second] : null;
}

const store = createStore<WorkspaceState>(restore());

export const workspace = {
  get: store.get,
  subscribe: store.subscribe,
  set(change: Partial<WorkspaceState>): void {
    const before = store.get();
    store.set(change);
    const { opened, activeTerminal, pair } = store.get();
    const kept = opened === before.opened && activeTerminal === before.activeTerminal;
    if (kept && pair === before.pair) return;
    writeStored(key, { opened, activeTerminal, pair });
    // as the head script sets it: what the panel shows before React arrives
    const { dataset } = document.documentElement;
    if (opened) dataset.workspace = "open";
    else delete dataset.workspace;
  },
};

/** The state above, for components; on the server nothing is opened. */
export function useWorkspaceState(): WorkspaceState {
  return useSyncExternalStore(workspace.subscribe, workspace.get, () => initial);
}

/** Shows a remark for a few seconds. */
export function hint(message: string, ms = 6_000): void {
  workspace.set({ hint: message });
  setTimeout(() => {
    if (workspace.get().hint === message) workspace.set({ hint: null });
  }, ms);
}
