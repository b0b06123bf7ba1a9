/** For a stream that waits for news: what comes while it is busy is not missed. */
export class Waker {
  readonly #signal: AbortSignal;
  #woken = false;
  #resolve: (() => void) | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.wake(), { once: true });
  }

  wake(): void {
    this.#woken = true;
    this.#resolve?.();
  }

  /** Until it is woken, or was since the last time, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#woken && !this.#signal.aborted) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      this.#resolve = null;
    }
    this.#woken = false;
  }

  /** A moment in which changes gather. */
  async pause(ms: number): Promise<void> {
    if (!this.#signal.aborted) await new Promise((resolve) => setTimeout(resolve, ms));
  }
}
