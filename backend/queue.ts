/**
 * A line: first come, first served. A place in it is held while its owner's page listens (its event
 * stream is open) and for a grace time after, so that a reload does not send anyone to the end.
 */
import type { Owner } from "@/lib/protocol/ids";

export const graceMs = 15_000;

interface Waiting<K> {
  owner: K;
  listeners: number;
  timer: NodeJS.Timeout | null;
}

/** `K`: whoever waits, by their id. */
export class Queue<K extends string = Owner> {
  #line: Waiting<K>[] = [];

  /** `onLeft`: the owner's grace ended; `onMoved`: positions or the length of the line changed. */
  constructor(
    private readonly onLeft: (owner: K) => void,
    private readonly onMoved: (owners: K[]) => void,
    private readonly grace = graceMs,
  ) {}

  get length(): number {
    return this.#line.length;
  }
  head(): K | null {
    return this.#line[0]?.owner ?? null;
  }
  /** Those in front, `count` at most. */
  first(count: number): K[] {
    return this.#line.slice(0, Math.max(0, count)).map(({ owner }) => owner);
  }
  /** 1 = next; null when not in line. */
  position(owner: K): number | null {
    const index = this.#line.findIndex((waiting) => waiting.owner === owner);
    return index < 0 ? null : index + 1;
  }

  /** Joins the end of the line; who is in it keeps the place, and the grace begins anew. */
  join(owner: K, listeners: number): void {
    const there = this.#find(owner);
    if (there) {
      if (there.listeners === 0) this.#startGrace(there);
      return;
    }
    const waiting: Waiting<K> = { owner, listeners, timer: null };
    this.#line.push(waiting);
    if (listeners === 0) this.#startGrace(waiting);
    this.#moved();
  }

  /** Takes the owner out of the line; false when not in it. */
  leave(owner: K): boolean {
    const there = this.#find(owner);
    if (!there) return false;
    this.#stopGrace(there);
    this.#line = this.#line.filter((waiting) => waiting !== there);
    this.#moved();
    return true;
  }

  /** How many event streams the owner has open now. */
  listening(owner: K, listeners: number): void {
    const there = this.#find(owner);
    if (!there) return;
    there.listeners = listeners;
    if (listeners > 0) this.#stopGrace(there);
    else this.#startGrace(there);
  }

  clear(): void {
    for (const waiting of this.#line) this.#stopGrace(waiting);
    this.#line = [];
  }

  #find(owner: K): Waiting<K> | undefined {
    return this.#line.find((waiting) => waiting.owner === owner);
  }
  #startGrace(waiting: Waiting<K>): void {
    this.#stopGrace(waiting);
    waiting.timer = setTimeout(() => {
      if (this.leave(waiting.owner)) this.onLeft(waiting.owner);
    }, this.grace);
    waiting.timer.unref();
  }
  #stopGrace(waiting: Waiting<K>): void {
    if (waiting.timer) clearTimeout(waiting.timer);
    waiting.timer = null;
  }
  #moved(): void {
    this.onMoved(this.#line.map((waiting) => waiting.owner));
  }
}
