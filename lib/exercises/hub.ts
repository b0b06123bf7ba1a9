/**
 * Tells the streams of this process of runs that change: of an exercise, that an action has changed its
 * run; of a class, that anything of somebody's run has been kept.
 */
import { EventEmitter } from "node:events";
import type { Owner } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";

declare global {
  interface EscaleShared {
    exerciseHub?: EventEmitter;
  }
}

const hub = () => once("exerciseHub", () => new EventEmitter().setMaxListeners(0));
const key = (owner: Owner, exercise: string) => `${owner} ${exercise}`;

export function runChanged(owner: Owner, exercise: string): void {
  hub().emit(key(owner, exercise));
}

export function onRunChanged(owner: Owner, exercise: string, listener: () => void): () => void {
  hub().on(key(owner, exercise), listener);
  return () => {
    hub().off(key(owner, exercise), listener);
  };
}

const anyRun = "any run";

/** Something of it was kept: a result, a hint, a beginning. */
export function runKept(owner: Owner): void {
  hub().emit(anyRun, owner);
}

export function onRunKept(listener: (owner: Owner) => void): () => void {
  hub().on(anyRun, listener);
  return () => {
    hub().off(anyRun, listener);
  };
}
