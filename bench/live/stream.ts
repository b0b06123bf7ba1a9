/** The trainer's stream, and when what one waits for has come by it. */
import { type LiveCard, liveNewsSchema } from "@/lib/protocol/live";

export class TrainerStream {
  readonly #cards = new Map<string, LiveCard>();
  readonly #waiting = new Set<() => void>();
  readonly #gone = new AbortController();

  async open(site: string, classId: string, cookie: string): Promise<void> {
    const response = await fetch(new URL(`/api/classes/${classId}/live`, site), {
      headers: { cookie },
      signal: this.#gone.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`stream: ${response.status}`);
    void this.#read(response.body);
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      const reader = body.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        text += decoder.decode(read.value, { stream: true });
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) if (event.startsWith("data: ")) this.#hear(event.slice(6));
      }
    } catch (error) {
      if (!this.#gone.signal.aborted) throw error;
    }
  }

  #hear(data: string): void {
    const news = liveNewsSchema.parse(JSON.parse(data));
    if ("cards" in news) for (const card of news.cards) this.#cards.set(card.name, card);
    for (const look of this.#waiting) look();
  }

  /** Once the card of that name is as wanted. Rejects after a minute. */
  until(name: string, wanted: (card: LiveCard) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const card = this.#cards.get(name);
        if (card === undefined || !wanted(card)) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`no news of ${name} within a minute`));
      }, 60_000);
      this.#waiting.add(look);
      look();
    });
  }

  close(): void {
    this.#gone.abort();
  }
}
