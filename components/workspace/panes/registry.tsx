/** Every pane there is; pane.ts says how to add one. */
import { SquareTerminal } from "lucide-react";
import { TerminalPane } from "../terminal-pane";
import { type Pane, paneIds } from "./pane";

const registered: readonly Pane[] = [
  {
    id: "terminal",
    label: "Terminal",
    Icon: SquareTerminal,
    letter: null,
    Body: TerminalPane,
  },
];

/** In the order they have on the page. */
export const paneRegistry: readonly Pane[] = paneIds.flatMap((id) =>
  registered.filter((pane) => pane.id === id),
);
