/**
 * One terminal of a workspace and its viewers. Says to init how much it may send: the window of
 * lib/protocol/terminal-frames.ts, counted from the viewer that has drawn the furthest.
 */
import { closeCodes, windowBytes } from "@/lib/protocol/terminal-frames";
import type { OpenTerminal, TerminalInfo } from "@/lib/protocol/workspace";
import { serverMessage } from "./client-frames";
import { type LinkFrame, LinkProtocolError, linkMessage } from "./link-frames";
import type { Viewer } from "./viewer";

/** init's ring and the modes before it */
const maxSnapshotBytes = 256 * 1024 + 4096;
const maxViewers = 16;
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
  readonly #waiting = new Map<number, Viewer>();
  #size: OpenTerminal;
  #status: number | null;
  #nextTag = 1;
  #snapshot: { viewer: Viewer | undefined; bytes: number } | null = null;
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
    if (this.#viewers.size >= maxViewers) {
      viewer.close(tryAgainLater, "too many windows");
      return;
    }
    const tag = this.#nextTag++;
    this.#viewers.add(viewer);
    this.#waiting.set(tag, viewer);
    this.#send(linkMessage.replay(this.id, tag));
  }

  remove(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer)) return;
    if (this.#viewers.size === 0) {
      this.#attached = false;
      this.#waiting.clear();
      this.#send(linkMessage.detach(this.id));
    } else this.#grant();
  }

  input(bytes: Buffer): void {
    if (this.#status === null && bytes.length > 0) this.#send(linkMessage.input(this.id, bytes));
  }

  resize(size: OpenTerminal): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    this.#send(linkMessage.resize(this.id, size.cols, size.rows));
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
    const viewer = this.#waiting.get(tag);
    this.#waiting.delete(tag);
    this.#snapshot = { viewer, bytes: 0 };
    viewer?.snapshotStart(cols, rows);
  }

  #snapshotPiece(bytes: Buffer): void {
    if (this.#snapshot === null) throw new LinkProtocolError("a snapshot without a start");
    this.#snapshot.bytes += bytes.length;
    if (this.#snapshot.bytes > maxSnapshotBytes) throw new LinkProtocolError("endless snapshot");
    this.#snapshot.viewer?.snapshot(bytes);
  }

  #snapshotEnd(): void {
    if (this.#snapshot === null) throw new LinkProtocolError("a snapshot without a start");
    const { viewer } = this.#snapshot;
    this.#snapshot = null;
    viewer?.snapshotEnd(this.#received);
    if (this.#status !== null) viewer?.exited(this.#status);
    else this.#grant();
  }

  #output(bytes: Buffer): void {
    this.#received += bytes.length;
    if (this.#received > this.#granted) throw new LinkProtocolError("output beyond the credit");
    const message = serverMessage.output(bytes);
    for (const viewer of this.#viewers) if (viewer.live) viewer.output(message, bytes.length);
  }

  #exited(status: number): void {
    this.#status = status;
    for (const viewer of this.#viewers) if (viewer.live) viewer.exited(status);
  }

  closeViewers(code: number = closeCodes.gone, reason = "gone"): void {
    for (const viewer of [...this.#viewers]) viewer.close(code, reason);
  }

  #grant(): void {
    const positions = [...this.#viewers].flatMap(({ live, position }) =>
      live && position !== null ? [position] : [],
    );
    const target = Math.max(this.#granted, ...positions.map((position) => position + windowBytes));
    if (target === this.#granted) return;
    this.#send(linkMessage.credit(this.id, target - this.#granted));
    this.#granted = target;
  }
}
