/** Whose workspace runs, asked of the backend for all at once, however many streams want to know. */
import { backend } from "@/lib/backend-client/client";
import { isEscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { LiveCard } from "@/lib/protocol/live";
import { once } from "@/lib/runtime/once";

export type WorkspaceStates = (owner: Owner) => LiveCard["workspace"];

interface Kept {
  at: number;
  states: Promise<WorkspaceStates>;
  /** seen to run since this process began */
  ran: Set<string>;
}

declare global {
  interface EscaleShared {
    liveWorkspaces?: Kept;
  }
}

const freshMs = 2_000;
const unknown: WorkspaceStates = () => null;

/** Never rejects: where the backend is away, nothing is known. */
export function workspaceStates(now: number = Date.now()): Promise<WorkspaceStates> {
  const kept = once("liveWorkspaces", () => ({
    ...{ at: 0, states: Promise.resolve(unknown), ran: new Set() },
  }));
  if (now - kept.at < freshMs) return kept.states;
  kept.at = now;
  kept.states = ask(kept.ran);
  return kept.states;
}

async function ask(ran: Set<string>): Promise<WorkspaceStates> {
  try {
    const all = await backend().workspaces();
    const running = new Set(all.flatMap(({ owner }) => (owner === null ? [] : [owner])));
    // a bound for the memory; whoever is dropped is told to have none
    if (ran.size > 20_000) ran.clear();
    for (const owner of running) ran.add(owner);
    return (owner) => (running.has(owner) ? "running" : ran.has(owner) ? "stopped" : "none");
  } catch (error) {
    if (!isEscaleError(error)) throw error;
    return unknown;
  }
}
