/**
 * The panes of a running workspace: what stands beside or above the terminal.
 *
 * To add one: name it in `paneIds` (the order is that on the page, from the top or the left; the
 * terminal is last), and give it a row in registry.tsx. Its component is drawn once the learner has
 * opened it and stays mounted from then on, so that it loses nothing when it is out of sight:
 * `shown` says whether it is seen. It fills the place it is given, and takes the keyboard by
 * `usePaneFocus` when `showPane(id, { focus: true })` asks for it.
 */
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { WorkspaceView } from "@/lib/protocol/workspace";

export const paneIds = ["broadcast", "editor", "preview", "engine", "terminal"] as const;
export type PaneId = (typeof paneIds)[number];

export type RunningView = Extract<WorkspaceView, { state: "running" }>;

export interface PaneProps {
  readonly view: RunningView;
  /** false: mounted, and out of sight */
  readonly shown: boolean;
}

export interface Pane {
  readonly id: PaneId;
  /** French: what the bar calls it */
  readonly label: string;
  readonly Icon: LucideIcon;
  /**
   * Ctrl + Shift + this letter goes there and back to the terminal; see terminal/keys.ts why no
   * program misses that. Null for the terminal itself.
   */
  readonly letter: string | null;
  readonly Body: ComponentType<PaneProps>;
}

/** Id of a pane's element on the page. */
export const paneElementId = (id: PaneId): string => `escale-volet-${id}`;
