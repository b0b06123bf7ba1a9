/** An answer that several may wait for, each with a deadline of its own. */
export class Pending<T> {
  readonly #waiters = new Set<{ resolve(value: T): void; reject(error: Error): void }>();

  /** Rejects with `late()` after `timeoutMs`. */
  wait(timeoutMs: number, late: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter = {
        resolve: (value: T) => {
          done();
          resolve(value);
        },
        reject: (error: Error) => {
          done();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.reject(late()), timeoutMs);
      this.#waiters.add(waiter);
    });
  }

  resolve(value: T): void {
    for (const waiter of [...this.#waiters]) waiter.resolve(value);
  }

  reject(error: Error): void {
    for (const waiter of [...this.#waiters]) waiter.reject(error);
  }
}
