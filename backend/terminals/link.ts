/** One connection of a workstation's init: bytes in, frames out; says once that it is over. */
import type { Socket } from "node:net";
import { type LinkFrame, LinkFrameReader, LinkProtocolError } from "./link-frames";

/** How long a connection may stay without saying hello before another may take its place. */
const helloMs = 5_000;
/** An init that leaves this much unread is stuck, or no init. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface LinkHandlers {
  /** throws LinkProtocolError when the frame makes no sense now */
  frame(frame: LinkFrame): void;
  /** called once; `problem` is for the operator, absent when init just went */
  over(problem?: string): void;
}

export class Link {
  readonly #socket: Socket;
  readonly #handlers: LinkHandlers;
  readonly #reader = new LinkFrameReader();
  readonly #helloTimer: NodeJS.Timeout;
  #hello = false;
  #over = false;

  constructor(socket: Socket, handlers: LinkHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#helloTimer = setTimeout(() => this.cut("no hello"), helloMs);
    socket.on("data", (chunk: Buffer) => this.#data(chunk));
    socket.on("error", (error) => this.cut(error.message));
    socket.on("close", () => this.cut());
  }

  /** True once init has said hello, until the link is over. */
  get up(): boolean {
    return this.#hello && !this.#over;
  }

  send(message: Buffer): void {
    if (this.#over) return;
    this.#socket.write(message);
    if (this.#socket.writableLength > maxUnreadBytes) this.cut("init does not read");
  }

  cut(problem?: string): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#helloTimer);
    this.#socket.destroy();
    this.#handlers.over(problem);
  }

  #data(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) {
        if (this.#over) return;
        this.#accept(frame);
      }
    } catch (error) {
      if (!(error instanceof LinkProtocolError)) throw error;
      this.cut(error.message);
    }
  }

  #accept(frame: LinkFrame): void {
    if ((frame.kind === "hello") === this.#hello)
      throw new LinkProtocolError("hello comes first, and once");
    if (frame.kind === "hello") {
      this.#hello = true;
      clearTimeout(this.#helloTimer);
    }
    this.#handlers.frame(frame);
  }
}
