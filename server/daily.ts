/** Work that is done again and again: once a day, and a first time some minutes after the start. */

const dayMs = 86_400_000;
/** a start has better things to do */
const firstAfterMs = 5 * 60_000;

export interface DailyOptions {
  readonly work: () => Promise<void>;
  /** Told when it fails; it is tried again the next time. */
  readonly onError: (error: unknown) => void;
  readonly firstAfterMs?: number;
  readonly everyMs?: number;
}

/** Begins; the returned function ends it and resolves once nothing is under way. */
export function daily({ work, onError, ...times }: DailyOptions): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = (ms: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = work()
        .catch(onError)
        .finally(() => wait(times.everyMs ?? dayMs));
    }, ms);
    timer.unref();
  };
  wait(times.firstAfterMs ?? firstAfterMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
    return turn;
  };
}
