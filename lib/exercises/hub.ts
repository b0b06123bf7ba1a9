/** Tells the streams of an exercise that an action has changed its run, within this process. */
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
