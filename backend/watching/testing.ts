/** For tests: a trainer's page as web holds it open at the backend, and its terminals. */
import { clientFrame } from "@/lib/protocol/terminal-frames";
import { type WatchView, watchViewSchema } from "@/lib/protocol/watch";
import { Browser } from "../terminals/testing/browser";
import type { TestBackend } from "../testing/daemon";
import { followEvents } from "../testing/follow-events";

/** An owner's own window on one of their terminals. */
export async function ownWindow(backend: TestBackend, owner: string, id: number) {
  const path = `v1/owners/${owner}/workspace/terminals`;
  const browser = new Browser(backend.paths.backendSocket, path, id, { suffix: "/socket" });
  await browser.live();
  return browser;
}

export class TestWatch {
  /** what the page was told, in that order */
  readonly views: WatchView[] = [];
  readonly #stream: ReturnType<typeof followEvents>;

  constructor(
    readonly backend: TestBackend,
    readonly owner: string,
    readonly watcher: string,
    name = "Ada Durand",
  ) {
    this.#stream = followEvents(
      {
        socketPath: backend.paths.backendSocket,
        path: `/v1/owners/${owner}/watches`,
        body: { watcher, name },
      },
      (value) => this.views.push(watchViewSchema.parse(value)),
    );
  }

  get view(): WatchView | undefined {
    return this.views.at(-1);
  }
  get id(): string {
    return this.view?.watch ?? "none yet";
  }
  get status(): number {
    return this.#stream.status();
  }
  get keyboard() {
    return this.view?.keyboard;
  }
  get request(): number {
    return this.keyboard?.state === "asked" ? this.keyboard.request : 0;
  }

  /** What its page, or whoever else is named, gets of a terminal; not yet live. */
  look(id: number, who: Partial<{ owner: string; watch: string; watcher: string }> = {}) {
    const { owner, watch, watcher } = { ...this, watch: this.id, ...who };
    const path = `v1/owners/${owner}/watches/${watch}/by/${watcher}/terminals`;
    return new Browser(this.backend.paths.backendSocket, path, id, { suffix: "/socket" });
  }

  want(wanted: boolean, watcher = this.watcher) {
    const path = `/v1/owners/${this.owner}/watches/${this.id}/keyboard`;
    return this.backend.call("POST", path, JSON.stringify({ wanted, watcher }));
  }

  close(): void {
    this.#stream.close();
  }
}

/** The owner's yes or no, as a window of theirs sends it. */
export function keyboardFrame(allow: boolean, watch: string, request: number): Buffer {
  const frame = Buffer.alloc(14);
  frame.writeUInt8(clientFrame.keyboard, 0);
  frame.writeUInt8(allow ? 1 : 0, 1);
  frame.write(watch, 2, "hex");
  frame.writeUInt32BE(request, 10);
  return frame;
}
