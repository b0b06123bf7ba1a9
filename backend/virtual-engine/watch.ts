/** Follows one workspace's engine for everybody who looks at it, and only while somebody does. */
import type { Tenant } from "@/backend/gateway/tenant";
import type { Log } from "../log";
import type { EngineEvents } from "./engine-events";
import { Picture } from "./picture";
import { everythingStale, nothingStale, spoil } from "./stale";
import type { EngineListener } from "./types";
import { Usage } from "./usage";

/** Events of one moment are gathered for this long. */
const gatherMs = 20;
/** Between two readings at least: what a learner who changes things in a loop can cost. */
const pauseMs = 80;
/** After a reading that failed. */
const retryMs = 1_000;

export class Watch {
  readonly #tenant: Tenant;
  readonly #events: EngineEvents;
  readonly #log: Log;
  readonly #picture = new Picture();
  readonly #listeners = new Set<EngineListener>();
  readonly #ending = new AbortController();
  /** what the containers of the view take */
  readonly usage: Usage;
  #stale = everythingStale();
  #timer: NodeJS.Timeout | null = null;
  #reading = false;
  #notBefore = 0;
  #away = false;
  readonly #stopListening: () => void;

  constructor(tenant: Tenant, events: EngineEvents, log: Log) {
    this.#tenant = tenant;
    this.#events = events;
    this.#log = log.child({ workspace: tenant.workspace });
    this.usage = new Usage(tenant, () => this.#picture.view, this.#log);
    this.#stopListening = events.listen({
      onEvent: (event) => {
        if (spoil(this.#stale, tenant.workspace, event, this.#picture.view)) this.#soon();
      },
      onHeard: () => {
        this.#stale = everythingStale();
        this.#soon();
      },
      onLost: () => this.#lost(),
    });
    if (events.heard()) this.#soon();
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: EngineListener): void {
    this.#listeners.add(listener);
    const { view } = this.#picture;
    // not before the caller holds what it is given
    queueMicrotask(() => {
      if (!this.#listeners.has(listener)) return;
      if (this.#away) listener({ kind: "away" });
      else if (view !== null && view === this.#picture.view) listener({ kind: "view", view });
    });
  }

  delete(listener: EngineListener): void {
    this.#listeners.delete(listener);
  }

  end(): void {
    this.#listeners.clear();
    this.usage.end();
    this.#ending.abort();
    this.#stopListening();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #lost(): void {
    if (this.#away) return;
    this.#away = true;
    for (const listener of [...this.#listeners]) listener({ kind: "away" });
  }

  #soon(): void {
    if (this.#timer !== null || this.#reading || this.#ending.signal.aborted) return;
    const wait = Math.max(gatherMs, this.#notBefore - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#read();
    }, wait);
  }

  async #read(): Promise<void> {
    const stale = this.#stale;
    this.#stale = nothingStale();
    this.#reading = true;
    try {
      const last = this.#picture.view;
      const view = await this.#picture.refresh(this.#tenant, stale, this.#ending.signal);
      this.#notBefore = Date.now() + pauseMs;
      if (view !== last || this.#away) {
        this.#away = false;
        for (const listener of [...this.#listeners]) listener({ kind: "view", view });
      }
    } catch (error) {
      this.#stale = everythingStale();
      this.#notBefore = Date.now() + retryMs;
      this.#log.debug({ err: error }, "a virtual engine could not be looked at; again");
      if (!this.#ending.signal.aborted) this.#lost();
    } finally {
      this.#reading = false;
    }
    const again = this.#stale.kinds.size > 0 && this.#events.heard();
    if (again) this.#soon();
  }
}
