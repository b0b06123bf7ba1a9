/** How many transfers and watches one owner has under way at once. */
import type { Owner } from "@/lib/protocol/ids";
import { problems } from "./messages";

export class Transfers {
  readonly #open = new Map<Owner, number>();
  constructor(private readonly max: number) {}

  /** Throws EscaleError too_many_requests; the answer gives the place back, once. */
  take(owner: Owner): () => void {
    const taken = this.#open.get(owner) ?? 0;
    if (taken >= this.max) throw problems.busy();
    this.#open.set(owner, taken + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const left = (this.#open.get(owner) ?? 1) - 1;
      if (left > 0) this.#open.set(owner, left);
      else this.#open.delete(owner);
    };
  }
}
