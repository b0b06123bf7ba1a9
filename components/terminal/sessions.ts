/** The terminals alive on this page, by workspace and number. */
import { TerminalSession } from "./session";

/** A session shown nowhere for this long (the learner left the lessons) is let go, ms. */
const graceMs = 15_000;

const sessions = new Map<string, TerminalSession>();
const nameOf = (workspace: string, terminal: number) => `${workspace}/${terminal}`;

/** The session of a terminal, made when it is asked for the first time. */
export function sessionOf(workspace: string, terminal: number): TerminalSession {
  const name = nameOf(workspace, terminal);
  const known = sessions.get(name);
  if (known !== undefined) return known;
  const session = new TerminalSession(terminal);
  sessions.set(name, session);
  return session;
}

/** The session, only if the page already shows it. */
export function shownSession(workspace: string, terminal: number): TerminalSession | undefined {
  const session = sessions.get(nameOf(workspace, terminal));
  return session?.attached ? session : undefined;
}

/** Lets go of every session but these terminals of this workspace. */
export function keepOnly(workspace: string, terminals: readonly number[]): void {
  const kept = new Set(terminals.map((terminal) => nameOf(workspace, terminal)));
  for (const [name, session] of sessions) {
    if (kept.has(name)) continue;
    session.dispose();
    sessions.delete(name);
  }
}

/** The panel has left the page: if it does not come back soon, so do its terminals. */
export function letGoSoon(): void {
  setTimeout(() => {
    for (const [name, session] of sessions) {
      if (session.attached) continue;
      session.dispose();
      sessions.delete(name);
    }
  }, graceMs);
}
