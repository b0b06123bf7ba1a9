/** The cards of one class as the site tells them, and how the line to it is. */
import { createStore } from "@/components/workspace/create-store";
import { followStream } from "@/components/workspace/follow-stream";
import { type LiveCard, liveNewsSchema, newsEveryMs } from "@/lib/protocol/live";

export interface GridState {
  /** null: not heard yet */
  readonly cards: ReadonlyMap<string, LiveCard> | null;
  /** `over`: this person may not see it any more, or it is archived */
  readonly line: "connecting" | "live" | "lost" | "over";
  /** the site's clock minus ours, ms */
  readonly offset: number;
}

/** A line that has been silent for longer is none, whatever the browser thinks, ms. */
const silentMs = 2.5 * newsEveryMs;

export class GridStore {
  readonly state = createStore<GridState>({ cards: null, line: "connecting", offset: 0 });
  readonly #url: string;
  #stop: (() => void) | null = null;
  #heardAt = 0;

  constructor(classId: string) {
    this.#url = `/api/classes/${classId}/live`;
  }

  /** Returns how to end. */
  begin(): () => void {
    this.#follow();
    const watch = setInterval(() => {
      const { line } = this.state.get();
      if (line === "over" || document.hidden) return;
      if (Date.now() - this.#heardAt > silentMs) {
        this.#lost();
        this.#follow();
      }
    }, 1_000);
    return () => {
      clearInterval(watch);
      this.#stop?.();
      this.#stop = null;
    };
  }

  #follow(): void {
    this.#stop?.();
    this.#heardAt = Date.now();
    this.#stop = followStream({
      url: this.#url,
      hear: (message) => this.#hear(message),
      lost: () => this.#lost(),
    });
  }

  #lost(): void {
    if (this.state.get().line === "over") return;
    this.state.set({ line: "lost" });
    void this.#mayStill();
  }

  /** An answer that refuses ends it; the browser tells no difference between that and a cut line. */
  async #mayStill(): Promise<void> {
    const asked = new AbortController();
    try {
      const { status } = await fetch(this.#url, { signal: asked.signal, cache: "no-store" });
      if ([400, 401, 403, 404].includes(status)) this.#over();
    } catch {
      // no line: it is tried again
    } finally {
      asked.abort();
    }
  }

  #over(): void {
    this.state.set({ line: "over", cards: new Map() });
    this.#stop?.();
    this.#stop = null;
  }

  #hear(message: unknown): boolean {
    const read = liveNewsSchema.safeParse(message);
    if (!read.success) {
      console.error("class: event refused", read.error);
      return false;
    }
    const news = read.data;
    this.#heardAt = Date.now();
    if (news.kind === "over") {
      this.#over();
      return true;
    }
    const offset = news.now - Date.now();
    const before = this.state.get();
    const clock = Math.abs(offset - before.offset) > 2_000 ? { offset } : {};
    if (news.kind === "quiet") {
      if (before.line !== "live") this.state.set({ line: "live", ...clock });
      return true;
    }
    const cards = new Map(news.kind === "all" ? [] : before.cards);
    if (news.kind === "some") for (const place of news.gone) cards.delete(place);
    for (const card of news.cards) cards.set(card.place, card);
    this.state.set({ cards, line: "live", ...clock });
    return true;
  }
}
