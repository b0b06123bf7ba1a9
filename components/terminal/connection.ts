/**
 * One terminal's WebSocket, kept open for as long as the terminal is on the page: it reconnects by
 * itself, acknowledges what was drawn, and never sends what the terminal answers to its own past.
 * Knows nothing of React or xterm: `Screen` is what it draws on.
 */
import { ackEveryBytes, closeCodes, heartbeatMs } from "@/lib/protocol/terminal-frames";
import type { WatchId } from "@/lib/protocol/watch";
import { backoffMs } from "./backoff";
import {
  ackFrame,
  type Bytes,
  inputFrames,
  keyboardFrame,
  readServerFrame,
  resizeFrame,
} from "./frames";
import { isAnswer, isTypedByHand } from "./replies";

/** The part of the standard WebSocket that is used. */
export interface SocketLike {
  binaryType: "arraybuffer" | "blob";
  readonly readyState: number;
  send(data: Bytes): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number }) => void): void;
}

export interface Screen {
  /** Empties the terminal, after what was written before, and gives it the size of the past. */
  restart(cols: number, rows: number): void;
  /** Draws; `drawn` is called once these bytes are in the buffer, in the order of the calls. */
  write(bytes: Bytes, drawn: () => void): void;
  /** The terminal's size on the page now. */
  size(): { readonly cols: number; readonly rows: number };
  /** The terminal that is watched has another size now. */
  resized?(cols: number, rows: number): void;
}

export type ConnectionState =
  | { readonly phase: "connecting"; readonly attempt: number }
  /** `ready`: the past is drawn and typing goes through */
  | { readonly phase: "open"; readonly ready: boolean }
  /** next attempt at `retryAt` (ms since the epoch) */
  | { readonly phase: "waiting"; readonly attempt: number; readonly retryAt: number }
  | { readonly phase: "ended"; readonly why: "exited"; readonly status: number | null }
  | { readonly phase: "ended"; readonly why: "gone" | "unauthorized" | "protocol" | "disposed" };

export interface ConnectionOptions {
  readonly connect: () => SocketLike;
  readonly screen: Screen;
  readonly onState: (state: ConnectionState) => void;
  /** Typed text could not be sent, because the connection is down. */
  readonly onInputLost: () => void;
  /** The terminal may be no more: the workspace's view has to be asked for again. */
  readonly onDoubt: () => void;
  /** It is another's terminal: its size is not ours to say. */
  readonly watching?: boolean;
  /** ms; tests shorten it */
  readonly heartbeat?: number;
  readonly random?: () => number;
}

const openState = 1;
/** A socket that has not opened after this long is given up. */
const connectTimeoutMs = 10_000;
/** What has been drawn is acknowledged after this long without more, ms. */
const idleAckMs = 50;
const encoder = new TextEncoder();
const nothing: Bytes = new Uint8Array(0);

export class TerminalConnection {
  readonly #options: ConnectionOptions;
  readonly #heartbeat: number;
  #state: ConnectionState = { phase: "connecting", attempt: 0 };
  #socket: SocketLike | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #idleAck: ReturnType<typeof setTimeout> | undefined;
  #lastFrameAt = 0;
  /** drawn and not yet acknowledged, bytes */
  #drawn = 0;
  /** typed while the past is drawn; sent when it ends */
  #held: string[] = [];
  #exitStatus: number | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#heartbeat = options.heartbeat ?? heartbeatMs;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects now, unless it is connected or has ended. */
  connect(): void {
    if (this.#state.phase === "ended" || this.#socket !== null) return;
    clearTimeout(this.#retry);
    this.#setState({ phase: "connecting", attempt: this.#attempt });
    const socket = this.#options.connect();
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#drawn = 0;
    this.#lastFrameAt = Date.now();
    this.#watch(connectTimeoutMs);
    const mine = () => this.#socket === socket;
    socket.addEventListener("open", () => {
      if (!mine()) return;
      this.#lastFrameAt = Date.now();
      this.#watch(3 * this.#heartbeat);
      this.#setState({ phase: "open", ready: false });
    });
    socket.addEventListener("message", (event) => {
      if (mine()) this.#receive(socket, event.data);
    });
    // "error" is always followed by "close", which says more
    socket.addEventListener("error", () => undefined);
    socket.addEventListener("close", (event) => {
      if (mine()) this.#closed(event.code);
    });
  }

  /** The network is back or the page is looked at again: do not wait for the timer. */
  nudge(): void {
    if (this.#state.phase === "waiting") this.connect();
    else if (this.#socket !== null && Date.now() - this.#lastFrameAt > 3 * this.#heartbeat)
      this.#drop();
  }

  /** Sends typed text or bytes. What cannot be sent is reported, never kept for later. */
  send(data: string | Uint8Array): void {
    const state = this.#state;
    if (state.phase === "ended") return;
    if (state.phase !== "open" || this.#socket === null) {
      if (typeof data !== "string" || !isAnswer(data)) this.#options.onInputLost();
      return;
    }
    if (!state.ready) {
      if (typeof data === "string" && isTypedByHand(data)) this.#held.push(data);
      return;
    }
    const bytes = typeof data === "string" ? encoder.encode(data) : data;
    for (const frame of inputFrames(bytes)) this.#socket.send(frame);
  }

  /** Tells the size; while the past is drawn it waits, since the end of it tells the size anyway. */
  resize(cols: number, rows: number): void {
    if (this.#options.watching) return;
    if (this.#state.phase === "open" && this.#state.ready) this.#post(resizeFrame(cols, rows));
  }

  /** Answers whoever watches and asks for the keyboard; false: not now, the connection is down. */
  answerKeyboard(allow: boolean, watch: WatchId, request: number): boolean {
    if (this.#state.phase !== "open" || !this.#state.ready) return false;
    this.#post(keyboardFrame(allow, watch, request));
    return true;
  }

  /** Lets go for good; the shell goes on without this page. */
  dispose(): void {
    const socket = this.#socket;
    this.#end({ phase: "ended", why: "disposed" });
    socket?.close(1000);
  }

  #receive(socket: SocketLike, data: unknown): void {
    this.#lastFrameAt = Date.now();
    this.#watch(3 * this.#heartbeat);
    let frame: ReturnType<typeof readServerFrame>;
    try {
      if (!(data instanceof ArrayBuffer)) throw new Error("a text frame");
      frame = readServerFrame(data);
    } catch (error) {
      console.error("terminal: frame refused", error);
      this.#end({ phase: "ended", why: "protocol" });
      socket.close(closeCodes.protocol);
      return;
    }
    switch (frame.kind) {
      case "output":
      case "snapshot":
        this.#draw(socket, frame.bytes);
        break;
      case "snapshotStart":
        this.#held = [];
        this.#setState({ phase: "open", ready: false });
        this.#options.screen.restart(frame.cols, frame.rows);
        break;
      case "snapshotEnd":
        // drawing lags behind receiving: only when all of the past is drawn does typing begin
        this.#options.screen.write(nothing, () => {
          if (this.#socket === socket && this.#state.phase === "open") this.#ready();
        });
        break;
      case "exit":
        this.#exitStatus = frame.status;
        break;
      case "resized":
        this.#options.screen.resized?.(frame.cols, frame.rows);
        break;
      case "heartbeat":
        break;
    }
  }

  #ready(): void {
    this.#attempt = 0;
    this.#setState({ phase: "open", ready: true });
    const { cols, rows } = this.#options.screen.size();
    this.resize(cols, rows);
    const held = this.#held.join("");
    this.#held = [];
    if (held !== "") this.send(held);
  }

  #draw(socket: SocketLike, bytes: Bytes): void {
    this.#options.screen.write(bytes, () => {
      if (this.#socket !== socket) return;
      this.#drawn += bytes.length;
      if (this.#drawn >= ackEveryBytes) this.#acknowledge();
      else this.#idleAck ??= setTimeout(() => this.#acknowledge(), idleAckMs);
    });
  }

  #acknowledge(): void {
    clearTimeout(this.#idleAck);
    this.#idleAck = undefined;
    if (this.#drawn === 0) return;
    this.#post(ackFrame(this.#drawn));
    this.#drawn = 0;
  }

  #post(frame: Bytes): void {
    if (this.#socket?.readyState === openState) this.#socket.send(frame);
  }

  /** Nothing for `ms`: the network is gone without a word. */
  #watch(ms: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#drop(), ms);
  }

  #drop(): void {
    const socket = this.#socket;
    if (socket === null) return;
    this.#closed(1006);
    socket.close();
  }

  #closed(code: number): void {
    const opened = this.#state.phase === "open";
    this.#release();
    const ending = this.#endingOf(code);
    if (ending !== null) {
      this.#end(ending);
      if (code === closeCodes.gone) this.#options.onDoubt();
      return;
    }
    // a refused upgrade looks like a lost network: after a few, ask what became of the workspace
    this.#attempt += 1;
    if (!opened && this.#attempt % 3 === 0) this.#options.onDoubt();
    const delay = backoffMs(this.#attempt, this.#options.random);
    this.#setState({ phase: "waiting", attempt: this.#attempt, retryAt: Date.now() + delay });
    this.#retry = setTimeout(() => this.connect(), delay);
  }

  /** What a close code ends for good; null where reconnecting is the answer. */
  #endingOf(code: number): ConnectionState | null {
    switch (code) {
      case closeCodes.exited:
        return { phase: "ended", why: "exited", status: this.#exitStatus };
      case closeCodes.gone:
        return { phase: "ended", why: "gone" };
      case closeCodes.unauthorized:
        return { phase: "ended", why: "unauthorized" };
      case closeCodes.protocol:
        return { phase: "ended", why: "protocol" };
      default:
        return null;
    }
  }

  #release(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    clearTimeout(this.#idleAck);
    this.#idleAck = undefined;
    this.#socket = null;
    if (this.#held.length > 0) this.#options.onInputLost();
    this.#held = [];
  }

  #end(state: ConnectionState): void {
    this.#release();
    this.#setState(state);
  }

  #setState(state: ConnectionState): void {
    if (this.#state.phase === "ended") return;
    this.#state = state;
    this.#options.onState(state);
  }
}
