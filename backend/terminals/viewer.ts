/**
 * One browser window that looks at a terminal: its WebSocket, and how far it has drawn.
 * It waits for its snapshot, receives it, then lives on output.
 */
import type { RawData, WebSocket } from "ws";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { type ClientFrame, parseClientFrame, serverMessage } from "./client-frames";

/** A viewer this far behind the fastest one is let go: it reconnects for a fresh screen. */
const maxLagBytes = 1024 * 1024;
/** The same for one who watches: there may be a class of them. A snapshot and a window fit. */
const maxWatcherLagBytes = 768 * 1024;
/** Heartbeats without an answering pong after which the browser is taken for gone. */
const maxSilentBeats = 3;

export interface ViewerHandlers {
  frame(viewer: Viewer, frame: ClientFrame): void;
  /** called once, whoever ended it */
  gone(viewer: Viewer): void;
}

export class Viewer {
  /** looks at another's terminal: may acknowledge, and type where it is let (workstation.ts) */
  readonly watching: boolean;
  readonly #socket: WebSocket;
  readonly #handlers: ViewerHandlers;
  #gone = false;
  #silentBeats = 0;
  #delivered = 0;
  #acked = 0;
  /** the terminal's output position that `#acked` 0 stands for, once the snapshot is complete */
  #origin: number | null = null;

  constructor(socket: WebSocket, handlers: ViewerHandlers, watching = false) {
    this.watching = watching;
    this.#socket = socket;
    this.#handlers = handlers;
    socket.on("message", (data, isBinary) => this.#message(data, isBinary));
    socket.on("pong", () => {
      this.#silentBeats = 0;
    });
    // an error is always followed by close, and the peer's hang-up is no news
    socket.on("error", () => socket.terminate());
    socket.on("close", () => this.#end());
    if (socket.readyState !== socket.OPEN) queueMicrotask(() => this.#end());
  }

  get live(): boolean {
    return this.#origin !== null && !this.#gone;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Up to where it has drawn, in the terminal's output positions; null before it is live. */
  get position(): number | null {
    return this.#origin === null ? null : this.#origin + this.#acked;
  }

  snapshotStart(cols: number, rows: number): void {
    this.#send(serverMessage.snapshotStart(cols, rows));
  }

  /** `message` carries `bytes` of the past. */
  snapshot(message: Buffer, bytes: number): void {
    this.#delivered += bytes;
    this.#send(message);
  }

  /** `outputPosition`: how much output of the terminal went before. */
  snapshotEnd(outputPosition: number): void {
    this.#origin = outputPosition - this.#delivered;
    this.#send(serverMessage.snapshotEnd);
  }

  /** `message` carries `bytes` of output. */
  output(message: Buffer, bytes: number): void {
    this.#delivered += bytes;
    this.#send(message);
    const most = this.watching ? maxWatcherLagBytes : maxLagBytes;
    if (this.#delivered - this.#acked > most) this.close(closeCodes.lagging, "lagging");
  }

  /** The terminal that it watches has another size now. */
  resized(cols: number, rows: number): void {
    this.#send(serverMessage.resized(cols, rows));
  }

  exited(status: number): void {
    this.#send(serverMessage.exit(status));
    this.close(closeCodes.exited, "exited");
  }

  close(code: number, reason: string): void {
    if (this.#gone) return;
    this.#socket.close(code, reason);
    this.#end();
  }

  beat(): void {
    if (this.#silentBeats >= maxSilentBeats) {
      this.#socket.terminate();
      this.#end();
      return;
    }
    this.#silentBeats += 1;
    this.#send(serverMessage.heartbeat);
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  #send(message: Buffer): void {
    if (!this.#gone && this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(message, { binary: true });
  }

  #message(data: RawData, isBinary: boolean): void {
    if (this.#gone) return;
    const frame = isBinary && Buffer.isBuffer(data) ? parseClientFrame(data) : null;
    if (frame === null || (frame.kind === "ack" && !this.#acknowledge(frame.bytes))) {
      this.close(closeCodes.protocol, "frame not understood");
      return;
    }
    if (this.watching && frame.kind !== "ack" && frame.kind !== "input") {
      this.close(closeCodes.protocol, "not a watcher's to send");
      return;
    }
    this.#handlers.frame(this, frame);
  }

  /** False: it claims to have drawn what it was never sent. */
  #acknowledge(bytes: number): boolean {
    if (this.#acked + bytes > this.#delivered) return false;
    this.#acked += bytes;
    return true;
  }

  #end(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#handlers.gone(this);
  }
}
