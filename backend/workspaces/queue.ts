/**
 * The line in front of a full machine: first come, first served. A place in line is held while the
 * owner's page listens (its event stream is open) and for a grace time after, so that a reload
 * does not send anyone to the end.
 */
import type { Owner } from "@/lib/protocol/ids";

export const graceMs = 15_000;

interface Waiting {
  owner: Owner;
  listeners: number;
  timer: NodeJS.Timeout | null;
}

export class Queue {
  #line: Waiting[] = [];

  /** `onLeft`: the owner's grace ended; `onMoved`: positions or the length of the line changed. */
  constructor(
    private readonly onLeft: (owner: Owner) => void,
    private readonly onMoved: (owners: Owner[]) => void,
  ) {}

  get length(): number {
    return this.#line.length;
  }
  head(): Owner | null {
    return this.#line[0]?.owner ?? null;
  }
  /** 1 = next; null when not in line. */
  position(owner: Owner): number | null {
    const index = this.#line.findIndex((waiting) => waiting.owner === owner);
    return index < 0 ? null : index + 1;
  }

  /** Joins the end of the line; who is in it keeps the place, and the grace begins anew. */
  join(owner: Owner, listeners: number): void {
    const there = this.#find(owner);
    if (there) {
      if (there.listeners === 0) this.#startGrace(there);
      return;
    }
    const waiting: Waiting = { owner, listeners, timer: null };
    this.#line.push(waiting);
    if (listeners === 0) this.#startGrace(waiting);
    this.#moved();
  }

  /** Takes the owner out of the line; false when not in it. */
  leave(owner: Owner): boolean {
    const there = this.#find(owner);
    if (!there) return false;
    this.#stopGrace(there);
    this.#line = this.#line.filter((waiting) => waiting !== there);
    this.#moved();
    return true;
  }

  /** How many event streams the owner has open now. */
  listening(owner: Owner, listeners: number): void {
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

  #find(owner: Owner): Waiting | undefined {
    return this.#line.find((waiting) => waiting.owner === owner);
  }
  #startGrace(waiting: Waiting): void {
    this.#stopGrace(waiting);
    waiting.timer = setTimeout(() => {
      if (this.leave(waiting.owner)) this.onLeft(waiting.owner);
    }, graceMs);
    waiting.timer.unref();
  }
  #stopGrace(waiting: Waiting): void {
    if (waiting.timer) clearTimeout(waiting.timer);
    waiting.timer = null;
  }
  #moved(): void {
    this.onMoved(this.#line.map((waiting) => waiting.owner));
  }
}
