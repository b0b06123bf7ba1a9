/** How many connections to containers one owner has at once; more requests wait for a little. */
import type { Owner } from "@/lib/protocol/ids";

export interface Places {
  /** Resolves to how to give it back; null: too many, for too long. */
  take(owner: Owner): Promise<(() => void) | null>;
}

interface Line {
  taken: number;
  readonly waiting: (() => void)[];
}

/** @param waitMs how long one waits in line @param maxWaiting how many do, per owner */
export function createPlaces(max: number, waitMs: number, maxWaiting: number): Places {
  const lines = new Map<Owner, Line>();

  function give(owner: Owner, line: Line): () => void {
    line.taken += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      line.taken -= 1;
      line.waiting.shift()?.();
      if (line.taken === 0 && line.waiting.length === 0) lines.delete(owner);
    };
  }

  return {
    async take(owner) {
      const line = lines.get(owner) ?? { taken: 0, waiting: [] };
      lines.set(owner, line);
      if (line.taken < max) return give(owner, line);
      if (line.waiting.length >= maxWaiting) return null;
      return new Promise((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          resolve(give(owner, line));
        };
        const timer = setTimeout(() => {
          const at = line.waiting.indexOf(turn);
          if (at >= 0) line.waiting.splice(at, 1);
          resolve(null);
        }, waitMs);
        line.waiting.push(turn);
      });
    },
  };
}
