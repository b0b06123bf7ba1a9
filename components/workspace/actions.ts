/**
 * What the learner can do with their workspace. Each says what it is at while it lasts (`pending`)
 * and why it failed (`problem`); none throws.
 */
import type { OpenTerminal } from "@/lib/protocol/workspace";
import { api, problemOf } from "./api";
import { follow, refresh } from "./feed";
import { type Action, hint, workspace } from "./store";

/** Settles once what was asked for last has been answered. */
let answered: Promise<unknown> = Promise.resolve();

function doing(action: Action, work: () => Promise<void>): Promise<boolean> {
  if (workspace.get().pending !== null) return Promise.resolve(false);
  const done = attempt(action, work);
  answered = done;
  return done;
}

async function attempt(action: Action, work: () => Promise<void>): Promise<boolean> {
  workspace.set({ pending: action, problem: null });
  try {
    await work();
    return true;
  } catch (error) {
    const problem = problemOf(error);
    // where a terminal is on the screen it stays there, and the reason is a remark above it
    if (workspace.get().view?.state === "running") hint(problem.message, 10_000);
    else workspace.set({ problem });
    return false;
  } finally {
    workspace.set({ pending: null });
  }
}

/** Opens the workspace, or joins the line. */
export async function openWorkspace(): Promise<void> {
  workspace.set({ opened: true, focusWanted: true });
  // the page may hear that it has ended before the stop itself is answered
  if (workspace.get().pending !== "open") await answered;
  await doing("open", async () => {
    workspace.set({ view: await api.open() });
  });
  // only now: the session that the stream needs is made by the first opening
  follow();
}

/**
 * After a reload: what was open is shown again, nothing new is started. Does nothing where an
 * opening is under way already.
 */
export async function resumeWorkspace(): Promise<void> {
  if (workspace.get().pending === "open") return;
  await refresh();
  if (workspace.get().problem?.code === "not_signed_in") {
    workspace.set({ opened: false, problem: null });
    return;
  }
  follow();
}

/** After a failure: asks how things stand, and opens where nothing is. */
export async function retry(): Promise<void> {
  await refresh();
  const { view, problem } = workspace.get();
  if (problem?.code === "not_signed_in" || (problem === null && view?.state === "none"))
    await openWorkspace();
  else if (problem === null) follow();
}

export const extendWorkspace = () =>
  doing("extend", async () => {
    workspace.set({ view: await api.extend() });
  });

/** Stops the workspace; `remove` also deletes every file of the home folder. */
export const stopWorkspace = (files: "keep" | "remove") =>
  doing(files === "keep" ? "stop" : "remove", async () => {
    workspace.set({ view: await api.close(files) });
  });

/** Back to the first screen, without touching anything. */
export function closePanel(): void {
  workspace.set({ opened: false, problem: null });
}

export const openTerminal = (size: OpenTerminal) =>
  doing("terminal", async () => {
    const terminal = await api.openTerminal(size);
    const { view } = workspace.get();
    workspace.set({ activeTerminal: terminal.id });
    if (view?.state !== "running" || view.terminals.some(({ id }) => id === terminal.id)) return;
    workspace.set({ view: { ...view, terminals: [...view.terminals, terminal] } });
  });

export const closeTerminal = (id: number) =>
  doing("terminal", async () => {
    await api.closeTerminal(id);
    const { view } = workspace.get();
    if (view?.state !== "running") return;
    workspace.set({
      view: { ...view, terminals: view.terminals.filter((terminal) => terminal.id !== id) },
    });
  });
