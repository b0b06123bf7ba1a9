/** Tells the open event streams of an owner that their view of the workspace may have changed. */
import type { Owner } from "@/lib/protocol/ids";

export type Listener = () => void;

export class OwnerEvents {
  readonly #listeners = new Map<Owner, Set<Listener>>();
  /** of others who look on: told the same, and no sign that the owner is there */
  readonly #onlookers = new Map<Owner, Set<Listener>>();

  count(owner: Owner): number {
    return this.#listeners.get(owner)?.size ?? 0;
  }

  add(owner: Owner, listener: Listener): void {
    const all = this.#listeners.get(owner) ?? new Set();
    this.#listeners.set(owner, all.add(listener));
  }

  delete(owner: Owner, listener: Listener): void {
    const all = this.#listeners.get(owner);
    all?.delete(listener);
    if (all?.size === 0) this.#listeners.delete(owner);
  }

  /** Told of the owner's changes until the returned function is called. */
  lookOn(owner: Owner, listener: Listener): () => void {
    const all = this.#onlookers.get(owner) ?? new Set();
    this.#onlookers.set(owner, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0) this.#onlookers.delete(owner);
    };
  }

  changed(owner: Owner): void {
    for (const all of [this.#listeners.get(owner), this.#onlookers.get(owner)])
      for (const listener of [...(all ?? [])]) listener();
  }

  changedAll(): void {
    const owners = new Set([...this.#listeners.keys(), ...this.#onlookers.keys()]);
    for (const owner of owners) this.changed(owner);
  }
}
