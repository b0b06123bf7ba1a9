/** Types commands into the active terminal: a lesson's, and those that the picture of the engine offers. */
import type { TerminalSession } from "@/components/terminal/session";
import { shownSession } from "@/components/terminal/sessions";
import { EscaleError } from "@/lib/protocol/errors";
import { openWorkspace } from "./actions";
import { activeTerminalOf } from "./active-terminal";
import { showPane } from "./panes/store";
import { hint, workspace } from "./store";

/** How long a terminal may take to appear once the workspace runs, ms. */
const appearMs = 20_000;
const pollMs = 30;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const refused = (message: string) => new EscaleError("no_workspace", message);

export async function typeCommand(command: string): Promise<void> {
  await withTerminal(command, (session) => session.run(command));
}

/** Writes a command of one line into the active terminal, and leaves Enter to the learner. */
export async function writeCommand(command: string): Promise<void> {
  await withTerminal(command, (session) => session.write(command));
  hint("Commande écrite dans le terminal : appuyez sur Entrée pour l’exécuter.");
}

async function withTerminal(
  command: string,
  type: (session: TerminalSession) => void,
): Promise<void> {
  workspace.set({ opened: true, queuedCommand: command });
  // never out of sight
  showPane("terminal");
  try {
    const session = await activeSession(command);
    if (session.fullScreen) {
      const message =
        "Un programme occupe tout l’écran de ce terminal. Quittez-le d’abord (souvent avec q ou Ctrl + C), ou ouvrez un nouvel onglet, puis relancez la commande.";
      hint(message, 10_000);
      throw refused(message);
    }
    type(session);
    session.focus();
  } finally {
    if (workspace.get().queuedCommand === command) workspace.set({ queuedCommand: null });
  }
}

/** The active tab's terminal, once its prompt is there. */
async function activeSession(command: string): Promise<TerminalSession> {
  const { view } = workspace.get();
  if (view?.state !== "running" && view?.state !== "waiting") await openWorkspace();
  let since = performance.now();
  while (performance.now() - since < appearMs) {
    const { view, problem, queuedCommand } = workspace.get();
    if (queuedCommand !== command) throw refused("Une autre commande a pris la place de celle-ci.");
    if (problem !== null) throw new EscaleError("no_workspace", problem.message);
    if (view?.state === "unavailable") throw new EscaleError(view.code, view.message);
    if (view?.state === "none")
      throw refused("L’espace s’est arrêté. Rouvrez-le, puis relancez la commande.");
    if (view?.state === "running") {
      const active = activeTerminalOf(workspace.get());
      const session = active === null ? undefined : shownSession(view.id, active.id);
      if (session !== undefined) {
        if (session.state.get().connection.phase === "ended")
          throw refused(
            "Ce terminal est terminé. Ouvrez un nouvel onglet, puis relancez la commande.",
          );
        if (await session.settled(appearMs)) return session;
      }
    } else {
      since = performance.now(); // in line or opening: the learner sees it, and may wait
    }
    await pause(pollMs);
  }
  throw refused("Le terminal ne répond pas encore. Attendez l’invite, puis relancez la commande.");
}
