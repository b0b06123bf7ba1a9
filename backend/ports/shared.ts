/** So that a flood of questions costs one answer at a time, and none gets one older than itself. */

/**
 * Who asks while `ask` is under way shares the next one with all others who do; nobody is given an
 * answer that was begun before they asked.
 */
export function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;

  function begin(): Promise<T> {
    const asked = ask();
    const settled = asked.then(
      () => undefined,
      () => undefined,
    );
    running = settled;
    void settled.then(() => {
      if (running === settled) running = undefined;
    });
    return asked;
  }
  return () => {
    if (running === undefined) return begin();
    next ??= running.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  };
}
