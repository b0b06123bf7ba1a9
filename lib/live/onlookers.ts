/**
 * Who is watched by whom, as the backend says: one stream of this process's for all the pages that
 * want to know, for as long as one does. Nobody's word but the backend's counts here, so whoever
 * watches cannot keep it from being told.
 */
import { setTimeout as pause } from "node:timers/promises";
import { backend } from "@/lib/backend-client/client";
import type { WatchesClient } from "@/lib/backend-client/watches";
import { isEscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { WatchedOwners } from "@/lib/protocol/watch";
import { log } from "@/lib/runtime/log";
import { once } from "@/lib/runtime/once";

const retryMs = 1_000;

type Names = readonly string[];
type Listener = (owner: Owner) => void;

export class Onlookers {
  readonly #client: () => Pick<WatchesClient, "watched">;
  readonly #listeners = new Set<Listener>();
  #names: ReadonlyMap<Owner, Names> = new Map();
  #listening: AbortController | null = null;

  constructor(client: () => Pick<WatchesClient, "watched">) {
    this.#client = client;
  }

  /** Who looks at their terminals, each name once; nobody until the backend has answered. */
  of(owner: Owner): Names {
    return this.#names.get(owner) ?? [];
  }

  /** Tells whose onlookers have changed; the returned function ends it. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listening === null) {
      this.#listening = new AbortController();
      void this.#listen(this.#listening.signal);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#listening?.abort();
      this.#listening = null;
      this.#names = new Map();
    };
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const all of await this.#client().watched(signal)) {
          if (signal.aborted) return;
          this.#take(all);
        }
      } catch (error) {
        if (signal.aborted) return;
        // a backend that is away has ended every watch; a line that was cut has ended none
        if (isEscaleError(error)) this.#take([]);
        else log().warn({ err: error }, "the stream of who is watched was cut");
      }
      await pause(retryMs);
    }
  }

  #take(all: WatchedOwners): void {
    const before = this.#names;
    this.#names = new Map(all.map(({ owner, names }) => [owner, [...new Set(names)]]));
    for (const owner of new Set([...before.keys(), ...this.#names.keys()])) {
      if (before.get(owner)?.join("\n") === this.#names.get(owner)?.join("\n")) continue;
      for (const listener of this.#listeners) listener(owner);
    }
  }
}

declare global {
  interface EscaleShared {
    onlookers?: Onlookers;
  }
}

/** Of this process. */
export const onlookers = (): Onlookers =>
  once("onlookers", () => new Onlookers(() => backend().watches));
