/**
 * How much work a workspace gives the engine: one process that every learner shares and that no
 * control group of a workspace bounds. What goes beyond the pace waits its turn, in order of
 * arrival; what would wait too long is refused. A point is about 50 ms of one core's time.
 */
import { DockerError } from "../errors";
import { messages } from "../messages";

export interface Pace {
  /**
   * Resolves when work of `cost` points may begin. Throws DockerError 429 where that would take too
   * long, and the signal's reason when the client goes away meanwhile: the points are then free again.
   */
  take(cost: number, signal: AbortSignal): Promise<void>;
}

export interface PaceOptions {
  /** points that can be sustained */
  readonly perSecond: number;
  /** points at once: `docker compose up` of ten services asks for about fifty */
  readonly burst: number;
  /** ms since any moment; injected so that tests need not wait */
  readonly now?: () => number;
}

/** Longer than this nobody believes that something still happens, ms. */
const longestWaitMs = 20_000;

export function createPace({ perSecond, burst, now = Date.now }: PaceOptions): Pace {
  // below zero: what is waited for has been taken already
  let points = burst;
  let last = now();
  return {
    async take(cost, signal) {
      const time = now();
      points = Math.min(burst, points + (Math.max(0, time - last) / 1000) * perSecond);
      last = time;
      const waitMs = Math.ceil((Math.max(0, cost - points) / perSecond) * 1000);
      if (waitMs > longestWaitMs)
        throw new DockerError(429, messages.engineBusy(Math.ceil(waitMs / 1000)));
      points -= cost;
      if (waitMs === 0) return;
      try {
        await waited(waitMs, signal);
      } catch (gone) {
        points += cost;
        throw gone;
      }
    },
  };
}

/** Rejects with the signal's reason once it is aborted. */
async function waited(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    }, ms);
    signal.addEventListener("abort", leave, { once: true });
  });
}
