/**
 * The browser's half of lib/protocol/terminal-frames: builds what it sends, reads what it gets.
 * Pure; a frame that is not exactly as the protocol says is refused with `FrameError`.
 */
import { clientFrame, maxInputBytes, serverFrame } from "@/lib/protocol/terminal-frames";
import type { WatchId } from "@/lib/protocol/watch";

export type Bytes = Uint8Array<ArrayBuffer>;

export type ServerFrame =
  | { readonly kind: "output"; readonly bytes: Bytes }
  | { readonly kind: "snapshotStart"; readonly cols: number; readonly rows: number }
  | { readonly kind: "snapshot"; readonly bytes: Bytes }
  | { readonly kind: "snapshotEnd" }
  | { readonly kind: "exit"; readonly status: number }
  | { readonly kind: "heartbeat" }
  | { readonly kind: "resized"; readonly cols: number; readonly rows: number };

/** A frame that the protocol does not know; the connection is given up, never guessed at. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Room for the typed bytes in one INPUT frame: the kind byte counts in `maxInputBytes`. */
export const maxInputPayload = maxInputBytes - 1;

const isUtf8Continuation = (byte: number | undefined) =>
  byte !== undefined && (byte & 0xc0) === 0x80;

/** INPUT frames for these bytes, in order; long ones are cut, never inside a UTF-8 character. */
export function inputFrames(bytes: Uint8Array): Bytes[] {
  const frames: Bytes[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + maxInputPayload, bytes.length);
    // at most 3 continuation bytes: bytes that are no UTF-8 are cut wherever they must be
    for (let back = 0; back < 3 && isUtf8Continuation(bytes[end]); back += 1) end -= 1;
    const frame = new Uint8Array(1 + end - start);
    frame[0] = clientFrame.input;
    frame.set(bytes.subarray(start, end), 1);
    frames.push(frame);
    start = end;
  }
  return frames;
}

const clampSize = (n: number) => Math.max(1, Math.min(0xffff, Math.trunc(n)));

/** RESIZE: the terminal's size in characters. */
export function resizeFrame(cols: number, rows: number): Bytes {
  const frame = new Uint8Array(5);
  const view = new DataView(frame.buffer);
  view.setUint8(0, clientFrame.resize);
  view.setUint16(1, clampSize(cols));
  view.setUint16(3, clampSize(rows));
  return frame;
}

/** ACK: how many bytes were drawn since the last one. */
export function ackFrame(bytes: number): Bytes {
  const frame = new Uint8Array(5);
  const view = new DataView(frame.buffer);
  view.setUint8(0, clientFrame.ack);
  view.setUint32(1, bytes);
  return frame;
}

/** KEYBOARD: lets whoever watches type too, in answer to their `request`, or no longer. */
export function keyboardFrame(allow: boolean, watch: WatchId, request: number): Bytes {
  const frame = new Uint8Array(14);
  const view = new DataView(frame.buffer);
  view.setUint8(0, clientFrame.keyboard);
  view.setUint8(1, allow ? 1 : 0);
  for (let at = 0; at < 8; at += 1)
    view.setUint8(2 + at, Number.parseInt(watch.slice(2 * at, 2 * at + 2), 16));
  view.setUint32(10, request);
  return frame;
}

/** Reads one frame from the backend; throws `FrameError` on anything else. */
export function readServerFrame(data: ArrayBuffer): ServerFrame {
  const view = new DataView(data);
  if (view.byteLength === 0) throw new FrameError("empty frame");
  const kind = view.getUint8(0);
  const expect = (length: number) => {
    if (view.byteLength !== length)
      throw new FrameError(`frame ${kind} has ${view.byteLength} bytes, not ${length}`);
  };
  const size = () => {
    expect(5);
    const cols = view.getUint16(1);
    const rows = view.getUint16(3);
    if (cols === 0 || rows === 0) throw new FrameError("a terminal of no size");
    return { cols, rows };
  };
  switch (kind) {
    case serverFrame.output:
      return { kind: "output", bytes: new Uint8Array(data, 1) };
    case serverFrame.snapshotStart:
      return { kind: "snapshotStart", ...size() };
    case serverFrame.snapshot:
      return { kind: "snapshot", bytes: new Uint8Array(data, 1) };
    case serverFrame.snapshotEnd:
      expect(1);
      return { kind: "snapshotEnd" };
    case serverFrame.exit:
      expect(5);
      return { kind: "exit", status: view.getInt32(1) };
    case serverFrame.heartbeat:
      expect(1);
      return { kind: "heartbeat" };
    case serverFrame.resized:
      return { kind: "resized", ...size() };
    default:
      throw new FrameError(`unknown frame ${kind}`);
  }
}
