/** Types commands into one of two terminals that are seen at once, opening what is missing. */
import { estimatedSize } from "@/components/terminal/font";
import { preferences } from "@/components/terminal/preferences";
import { shownSession } from "@/components/terminal/sessions";
import { EscaleError } from "@/lib/protocol/errors";
import { openTerminal } from "./actions";
import { activeTerminalOf } from "./active-terminal";
import { pairAround } from "./pair";
import { paneElementId } from "./panes/pane";
import { showPane } from "./panes/store";
import { type Pair, workspace } from "./store";
import { typeCommand } from "./type-command";
import { untilRunning } from "./until-running";

export interface Beside {
  /** the first terminal of the two, or the second */
  place: 0 | 1;
  command: string;
  /** `shell`: the workstation's prompt is wanted; `program`: what was started from it */
  to: "shell" | "program";
}

/** How long terminals may take to appear once the workspace runs, ms. */
const appearMs = 20_000;
const pollMs = 30;

const refused = (message: string) => new EscaleError("no_workspace", message);

/** Rejects with an `EscaleError` whose French message says why nothing was typed. */
export async function typeBeside({ place, command, to }: Beside): Promise<void> {
  workspace.set({ opened: true });
  showPane("terminal");
  await untilRunning();
  const pair = await bothShown();
  workspace.set({ pair, activeTerminal: pair[place] });
  const { view } = workspace.get();
  const busy =
    view?.state === "running" && (await isBusy(view.id, pair[place])) ? "program" : "shell";
  if (busy !== to)
    throw refused(
      to === "shell"
        ? "Un programme tourne déjà dans ce terminal. Terminez-le d’abord, puis recommencez."
        : "Plus rien ne tourne dans ce terminal : relancez d’abord la machine ou le conteneur.",
    );
  await typeCommand(command);
}

/** Once it has been drawn and is quiet. */
async function isBusy(opened: string, terminal: number): Promise<boolean> {
  const session = await once(() => shownSession(opened, terminal) ?? null);
  await session.settled(appearMs);
  return session.busy;
}

async function bothShown(): Promise<Pair> {
  // the first one is opened by the terminals' pane itself
  const active = await once(() =>
    workspace.get().pending === null ? activeTerminalOf(workspace.get()) : null,
  );
  const there = pairNow(active.id);
  if (there !== null) return there;
  const place = document.getElementById(paneElementId("terminal"));
  if (place !== null) await openTerminal(estimatedSize(place, preferences.get().fontSize));
  const made = pairNow(active.id);
  if (made === null)
    throw refused("Un second terminal n’a pas pu être ouvert. Fermez un onglet, puis recommencez.");
  return made;
}

function pairNow(active: number): Pair | null {
  const { view, pair } = workspace.get();
  return view?.state === "running" ? pairAround(view.terminals, active, pair) : null;
}

/** What `look` finds, looked for again and again. */
async function once<T>(look: () => T | null): Promise<T> {
  const until = performance.now() + appearMs;
  while (performance.now() < until) {
    const found = look();
    if (found !== null) return found;
    await new Promise((done) => setTimeout(done, pollMs));
  }
  throw refused("Le terminal ne répond pas encore. Attendez l’invite, puis recommencez.");
}
