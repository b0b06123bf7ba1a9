/** Takes turns: one task at a time, in order of arrival. */

export interface Turns {
  /** Resolves as `task` does; a task that fails does not stop the next. */
  take<T>(task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(task) {
      const mine = last.then(task);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
