/** Tells the open event streams of an owner that their view of the workspace may have changed. */
import type { Owner } from "@/lib/protocol/ids";

export type Listener = () => void;

export class OwnerEvents {
  readonly #listeners = new Map<Owner, Set<Listener>>();

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

  changed(owner: Owner): void {
    for (const listener of [...(this.#listeners.get(owner) ?? [])]) listener();
  }

  changedAll(): void {
    for (const owner of [...this.#listeners.keys()]) this.changed(owner);
  }
}
