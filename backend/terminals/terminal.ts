/**
 * One terminal of a workspace and its viewers. Says to init how much it may send: the window of
 * lib/protocol/terminal-frames.ts, counted from the owner's viewer that has drawn the furthest.
 * Those who watch another's terminal have no part in it: neither does a slow one hold the program
 * up, nor a fast one leave the owner behind.
 */
import { ackEveryBytes, closeCodes, windowBytes } from "@/lib/protocol/terminal-frames";
import type { OpenTerminal, TerminalInfo } from "@/lib/protocol/workspace";
import { serverMessage } from "./client-frames";
import { type LinkFrame, LinkProtocolError, linkMessage } from "./link-frames";
import type { Viewer } from "./viewer";

/** init's ring and the modes before it */
const maxSnapshotBytes = 256 * 1024 + 4096;
const maxViewers = 16;
/** those who watch, a class at most; they take no place of the owner's */
const maxWatchers = 256;
/** Watchers who come within this time share a replay, ms: a class costs the shell no more than one. */
const gatherMs = 200;
/** RFC 6455 registry: try again later */
const tryAgainLater = 1013;

/** What init says about one terminal once it is open. */
export type TerminalFrame = Extract<
  LinkFrame,
  { kind: "output" | "snapshotStart" | "snapshot" | "snapshotEnd" | "exit" }
>;

export class Terminal {
  readonly id: number;
  readonly #send: (message: Buffer) => void;
  readonly #viewers = new Set<Viewer>();
  /** viewers that wait for their snapshot, by the tag it will carry */
  readonly #waiting = new Map<number, readonly Viewer[]>();
  #size: OpenTerminal;
  #status: number | null;
  #nextTag = 1;
  #snapshot: { viewers: readonly Viewer[]; bytes: number } | null = null;
  /** watchers whose replay is soon asked for */
  #gathered: Viewer[] = [];
  #gathering: NodeJS.Timeout | undefined;
  #gatheredAt = Number.NEGATIVE_INFINITY;
  #attached = false;
  /** bytes of output that init has sent, and may send, on this link */
  #received = 0;
  #granted = 0;

  constructor(
    id: number,
    size: OpenTerminal,
    status: number | null,
    send: (message: Buffer) => void,
  ) {
    this.id = id;
    this.#size = size;
    this.#status = status;
    this.#send = send;
  }

  get info(): TerminalInfo {
    return { id: this.id, alive: this.#status === null };
  }

  add(viewer: Viewer): void {
    const alike = [...this.#viewers].filter(({ watching }) => watching === viewer.watching);
    if (alike.length >= (viewer.watching ? maxWatchers : maxViewers)) {
      viewer.close(tryAgainLater, "too many windows");
      return;
    }
    this.#viewers.add(viewer);
    if (viewer.watching) this.#gather(viewer);
    else this.#replay([viewer]);
  }

  remove(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer)) return;
    if (this.#viewers.size === 0) {
      this.#attached = false;
      this.#waiting.clear();
      this.#send(linkMessage.detach(this.id));
    } else this.#grant();
  }

  #gather(viewer: Viewer): void {
    this.#gathered.push(viewer);
    const wait = Math.max(0, this.#gatheredAt + gatherMs - performance.now());
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#gatheredAt = performance.now();
      const there = this.#gathered.filter((each) => this.#viewers.has(each));
      this.#gathered = [];
      if (there.length > 0) this.#replay(there);
    }, wait).unref();
  }

  #replay(viewers: readonly Viewer[]): void {
    const tag = this.#nextTag++;
    this.#waiting.set(tag, viewers);
    this.#send(linkMessage.replay(this.id, tag));
  }

  input(bytes: Buffer): void {
    if (this.#status === null && bytes.length > 0) this.#send(linkMessage.input(this.id, bytes));
  }

  resize(size: OpenTerminal): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#send(linkMessage.resize(this.id, size.cols, size.rows));
    for (const viewer of this.#viewers)
      if (viewer.watching && viewer.live) viewer.resized(size.cols, size.rows);
  }

  acknowledged(): void {
    this.#grant();
  }

  /** Throws LinkProtocolError when it makes no sense now. */
  heard(frame: TerminalFrame): void {
    switch (frame.kind) {
      case "output":
        this.#output(frame.bytes);
        break;
      case "snapshotStart":
        this.#snapshotStart(frame.tag, frame.cols, frame.rows);
        break;
      case "snapshot":
        this.#snapshotPiece(frame.bytes);
        break;
      case "snapshotEnd":
        this.#snapshotEnd();
        break;
      case "exit":
        this.#exited(frame.status);
        break;
    }
  }

  #snapshotStart(tag: number, cols: number, rows: number): void {
    // init counts its credit from 0 when nobody was attached
    if (!this.#attached) this.#granted = this.#received;
    this.#attached = true;
    const viewers = this.#waiting.get(tag) ?? [];
    this.#waiting.delete(tag);
    this.#snapshot = { viewers, bytes: 0 };
    for (const viewer of viewers) viewer.snapshotStart(cols, rows);
  }

  #snapshotPiece(bytes: Buffer): void {
    if (this.#snapshot === null) throw new LinkProtocolError("a snapshot without a start");
    this.#snapshot.bytes += bytes.length;
    if (this.#snapshot.bytes > maxSnapshotBytes) throw new LinkProtocolError("endless snapshot");
    const message = serverMessage.snapshot(bytes);
    for (const viewer of this.#snapshot.viewers) viewer.snapshot(message, bytes.length);
  }

  #snapshotEnd(): void {
    if (this.#snapshot === null) throw new LinkProtocolError("a snapshot without a start");
    const { viewers } = this.#snapshot;
    this.#snapshot = null;
    for (const viewer of viewers) {
      viewer.snapshotEnd(this.#received);
      if (this.#status !== null) viewer.exited(this.#status);
    }
    if (this.#status === null) this.#grant();
  }

  #output(bytes: Buffer): void {
    this.#received += bytes.length;
    if (this.#received > this.#granted) throw new LinkProtocolError("output beyond the credit");
    const message = serverMessage.output(bytes);
    for (const viewer of this.#viewers) if (viewer.live) viewer.output(message, bytes.length);
    if (this.#granted - this.#received <= windowBytes - ackEveryBytes) this.#grant();
  }

  #exited(status: number): void {
    this.#status = status;
    for (const viewer of this.#viewers) if (viewer.live) viewer.exited(status);
  }

  closeViewers(code: number = closeCodes.gone, reason = "gone"): void {
    for (const viewer of [...this.#viewers]) viewer.close(code, reason);
  }

  #grant(): void {
    const live = [...this.#viewers].filter((viewer) => viewer.live);
    const own = live.flatMap(({ watching, position }) =>
      watching || position === null ? [] : [position],
    );
    // those who watch alone are sent all there is, and let go where they cannot take it
    const drawn = own.length === 0 && live.length > 0 ? [this.#received] : own;
    const target = Math.max(this.#granted, ...drawn.map((position) => position + windowBytes));
    if (target === this.#granted) return;
    this.#send(linkMessage.credit(this.id, target - this.#granted));
    this.#granted = target;
  }
}
