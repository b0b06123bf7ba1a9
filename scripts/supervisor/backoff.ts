/** How long to wait before a program that ended is started again. */

const delays = [50, 200, 500, 1_000, 2_000, 5_000, 10_000];
/** a program that ran for this long was well: its next crash starts from the shortest delay */
const wellAfterMs = 10_000;

export class Backoff {
  #crashes = 0;

  /** The next delay in ms, given how long the program ran this time. */
  next(ranMs: number): number {
    if (ranMs >= wellAfterMs) this.#crashes = 0;
    const delay = delays[Math.min(this.#crashes, delays.length - 1)] ?? 10_000;
    this.#crashes += 1;
    return delay;
  }
}
