/**
 * One thing at a time for each key. For an owner: a double click on « ouvrir », an opening during
 * a stop, a removal during an opening follow one another instead of meeting.
 */
export class Serial<Key> {
  readonly #tails = new Map<Key, Promise<unknown>>();

  /** Runs the task after all earlier ones of the same key, however those ended. */
  run<Result>(key: Key, task: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    this.#tails.set(key, result);
    const forget = () => {
      if (this.#tails.get(key) === result) this.#tails.delete(key);
    };
    result.then(forget, forget);
    return result;
  }

  /** Resolves once nothing is under way for any key. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.allSettled(this.#tails.values());
  }
}
