/**
 * Looks at a list of checks whenever something may have changed: the engine says so, a file of the
 * exercise changed, the learner typed or their `docker` asked something. A server that needs a
 * moment, or a file within a container, tells nobody: after each such sign the checks that no event
 * announces are looked at a few more times, later and later, and then no more.
 */
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import type { EngineSubscription } from "../virtual-engine/types";
import type { FileWatch } from "./watch-files";

export interface WatcherParts {
  checks: readonly Check[];
  look(checks: readonly Check[]): Promise<CheckResult[]>;
  /** calls back once at first, then on each change of the engine */
  subscribe(changed: () => void): EngineSubscription;
  files(changed: () => void): FileWatch;
  /** the whole list, each time something in it is another */
  onResults(results: readonly CheckResult[]): void;
}

/** after a sign, ms */
const again = [120, 400, 900, 2_000, 4_000];
/** between two looks: never more than a quarter of the time is spent on one learner's checks */
const pauseAfter = (tookMs: number) => Math.min(3_000, Math.max(200, 3 * tookMs));

export class Watcher {
  readonly #parts: WatcherParts;
  readonly #results = new Map<string, CheckResult>();
  readonly #seen = new Set<string>();
  readonly #engine: EngineSubscription;
  readonly #files: FileWatch;
  #timer: NodeJS.Timeout | null = null;
  #due = 0;
  #looking = false;
  #attempt = again.length;
  #all = true;
  #notBefore = 0;
  #told = "";
  #closed = false;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#files = parts.files(() => this.nudge());
    this.#engine = parts.subscribe(() => {
      this.#all = true;
      this.nudge();
    });
    this.#all = true;
    this.nudge();
  }

  /** Something may have changed. */
  nudge(): void {
    this.#attempt = 0;
    this.#schedule(this.#all ? 0 : (again[0] ?? 0));
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#engine.close();
    this.#files.close();
  }

  #schedule(ms: number): void {
    if (this.#closed || this.#looking) return;
    const due = Math.max(Date.now() + ms, this.#notBefore);
    if (this.#timer) {
      // typing on does not put the look off
      if (this.#due <= due) return;
      clearTimeout(this.#timer);
    }
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#look();
    }, due - Date.now());
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const begun = Date.now();
    const all = this.#all;
    this.#all = false;
    const attempt = this.#attempt++;
    // before looking: what changes meanwhile is heard of
    this.#files.arm();
    const checks = this.#parts.checks
      .filter((check) => all || this.#isSilent(check))
      .map((check) =>
        check.kind === "engine" && this.#seen.has(check.id) ? { ...check, seen: true } : check,
      );
    for (const result of await this.#parts.look(checks)) {
      this.#results.set(result.id, result);
      if (result.seen) this.#seen.add(result.id);
    }
    this.#looking = false;
    this.#notBefore = Date.now() + pauseAfter(Date.now() - begun);
    if (this.#closed) return;
    this.#tell();
    if (this.#all) this.#schedule(0);
    else if (this.#attempt <= attempt) this.#schedule(again[0] ?? 0);
    else if (this.#attempt < again.length && this.#parts.checks.some((c) => this.#isSilent(c)))
      this.#schedule(again[this.#attempt] ?? 0);
  }

  /** No event of the engine tells when its outcome changes, and it has not passed. */
  #isSilent(check: Check): boolean {
    if (check.kind === "engine" || check.kind === "answer")
      return this.#results.get(check.id)?.outcome.status === "unknown";
    return true;
  }

  #tell(): void {
    const results = this.#parts.checks.flatMap(({ id }) => this.#results.get(id) ?? []);
    const text = JSON.stringify(results);
    if (text === this.#told) return;
    this.#told = text;
    this.#parts.onResults(results);
  }
}
