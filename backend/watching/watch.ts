/**
 * One trainer's page that looks at one learner's terminals, and whether it may type there. It
 * begins without the keyboard and gets it in one way alone: by a yes to its own last question, from
 * one of the learner's own windows, in time.
 */
import { randomBytes } from "node:crypto";
import type { WebSocket } from "ws";
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { askMs, type Keyboard, type WatchId, type WatchNotice } from "@/lib/protocol/watch";
import type { KeyboardAnswer } from "../terminals/client-frames";
import { askedTooSoon } from "./messages";

/** Who was refused does not ask again at once, ms. */
const refusedMs = 10_000;
/** A socket that does not close when asked to is cut off, ms. */
const closingMs = 1_000;

type Last = Extract<Keyboard, { state: "none" }>["last"];

export interface WatchOptions {
  watcher: Owner;
  name: string;
  /** told of each change of the keyboard */
  changed: () => void;
  askMs?: number;
}

export class Watch {
  readonly id: WatchId = randomBytes(8).toString("hex");
  readonly watcher: Owner;
  readonly #name: string;
  readonly #since = new Date().toISOString();
  readonly #changed: () => void;
  readonly #askMs: number;
  readonly #sockets = new Set<WebSocket>();
  #keyboard: Keyboard = { state: "none", last: null };
  /** the workspace that it may type in, while the keyboard is shared */
  #workspace: WorkspaceId | null = null;
  #request = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #late: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(options: WatchOptions) {
    this.watcher = options.watcher;
    this.#name = options.name;
    this.#changed = options.changed;
    this.#askMs = options.askMs ?? askMs;
  }

  get keyboard(): Keyboard {
    return this.#keyboard;
  }

  /** What the learner is told of it. */
  get notice(): WatchNotice {
    return { id: this.id, name: this.#name, since: this.#since, keyboard: this.#keyboard };
  }

  get sockets(): number {
    return this.#sockets.size;
  }

  mayType(workspace: WorkspaceId): boolean {
    return !this.#ended && this.#keyboard.state === "shared" && this.#workspace === workspace;
  }

  /** Held until the watch or the connection ends. */
  hold(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
  }

  /** Throws EscaleError too_many_requests. Asking while asked changes nothing. */
  ask(): void {
    if (this.#ended || this.#keyboard.state !== "none") return;
    if (performance.now() - this.#refusedAt < refusedMs) throw askedTooSoon();
    this.#request += 1;
    const until = new Date(Date.now() + this.#askMs).toISOString();
    this.#late = setTimeout(() => this.#without("late"), this.#askMs);
    this.#late.unref();
    this.#set({ state: "asked", request: this.#request, until });
  }

  /** By one of the learner's own windows on `workspace`. */
  answered({ allow, request }: KeyboardAnswer, workspace: WorkspaceId): void {
    const { state } = this.#keyboard;
    if (this.#ended || state === "none") return;
    if (!allow) {
      if (state === "asked") this.#refusedAt = performance.now();
      this.#without(state === "asked" ? "refused" : "ended");
    } else if (state === "asked" && request === this.#request) {
      this.#workspace = workspace;
      this.#set({ state: "shared", since: new Date().toISOString() });
    }
  }

  /** The trainer no longer wants it, or there is nobody left who could take it back. */
  giveUp(): void {
    if (this.#keyboard.state !== "none") this.#without("ended");
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#late);
    for (const socket of this.#sockets) {
      socket.close(closeCodes.gone, "the watch is over");
      setTimeout(() => socket.terminate(), closingMs).unref();
    }
  }

  #without(last: Last): void {
    this.#workspace = null;
    this.#set({ state: "none", last });
  }

  #set(keyboard: Keyboard): void {
    if (keyboard.state !== "asked") clearTimeout(this.#late);
    this.#keyboard = keyboard;
    this.#changed();
  }
}
