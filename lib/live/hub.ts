/**
 * Tells the streams of this process what has changed, so that each reads it anew. What other processes
 * change is found by the streams' own looking again.
 */
import { EventEmitter } from "node:events";
import type { Owner } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";

export interface ClassChange {
  classId: string;
  /** whom alone it concerns; null: everybody in the class */
  owner: string | null;
}

interface LiveEvents {
  presence: [owner: Owner];
  class: [change: ClassChange];
}

declare global {
  interface EscaleShared {
    liveHub?: EventEmitter<LiveEvents>;
  }
}

const hub = () => once("liveHub", () => new EventEmitter<LiveEvents>().setMaxListeners(0));

export const presenceChanged = (owner: Owner): void => {
  hub().emit("presence", owner);
};

/** Places, hands, messages, trainers or the class itself. */
export const classChanged = (classId: string, owner: string | null = null): void => {
  hub().emit("class", { classId, owner });
};

/** The returned functions end it. */
export function onPresence(listener: (owner: Owner) => void): () => void {
  hub().on("presence", listener);
  return () => void hub().off("presence", listener);
}

export function onClass(listener: (change: ClassChange) => void): () => void {
  hub().on("class", listener);
  return () => void hub().off("class", listener);
}
