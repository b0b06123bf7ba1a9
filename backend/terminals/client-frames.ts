/**
 * The frames of lib/protocol/terminal-frames.ts, from the backend's side: parses what a browser
 * sends (null: not understood, the socket is then closed), writes what it is sent.
 */
import { clientFrame, maxInputBytes, serverFrame } from "@/lib/protocol/terminal-frames";
import type { WatchId } from "@/lib/protocol/watch";
import { openTerminalSchema } from "@/lib/protocol/workspace";

export type ClientFrame =
  | { kind: "input"; bytes: Buffer }
  | { kind: "resize"; cols: number; rows: number }
  | { kind: "ack"; bytes: number }
  | ({ kind: "keyboard" } & KeyboardAnswer);

/** The owner of a terminal lets whoever watches type too, or no longer. */
export interface KeyboardAnswer {
  allow: boolean;
  watch: WatchId;
  /** the question that is answered; without meaning where nothing is allowed */
  request: number;
}

export function parseClientFrame(data: Buffer): ClientFrame | null {
  if (data.length < 1) return null;
  switch (data.readUInt8(0)) {
    case clientFrame.input:
      if (data.length > 1 + maxInputBytes) return null;
      return { kind: "input", bytes: data.subarray(1) };
    case clientFrame.resize: {
      if (data.length !== 5) return null;
      const size = openTerminalSchema.safeParse({
        cols: data.readUInt16BE(1),
        rows: data.readUInt16BE(3),
      });
      return size.success ? { kind: "resize", ...size.data } : null;
    }
    case clientFrame.ack:
      return data.length === 5 ? { kind: "ack", bytes: data.readUInt32BE(1) } : null;
    case clientFrame.keyboard: {
      if (data.length !== 14 || data.readUInt8(1) > 1) return null;
      return {
        kind: "keyboard",
        allow: data.readUInt8(1) === 1,
        watch: data.toString("hex", 2, 10),
        request: data.readUInt32BE(10),
      };
    }
    default:
      return null;
  }
}

function withBytes(kind: number, bytes: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(1 + bytes.length);
  frame.writeUInt8(kind, 0);
  bytes.copy(frame, 1);
  return frame;
}

function withSize(kind: number, cols: number, rows: number): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeUInt8(kind, 0);
  frame.writeUInt16BE(cols, 1);
  frame.writeUInt16BE(rows, 3);
  return frame;
}

export const serverMessage = {
  output: (bytes: Buffer) => withBytes(serverFrame.output, bytes),
  snapshot: (bytes: Buffer) => withBytes(serverFrame.snapshot, bytes),
  snapshotStart: (cols: number, rows: number) => withSize(serverFrame.snapshotStart, cols, rows),
  snapshotEnd: Buffer.of(serverFrame.snapshotEnd),
  exit: (status: number) => {
    const frame = Buffer.alloc(5);
    frame.writeUInt8(serverFrame.exit, 0);
    frame.writeInt32BE(status, 1);
    return frame;
  },
  heartbeat: Buffer.of(serverFrame.heartbeat),
  resized: (cols: number, rows: number) => withSize(serverFrame.resized, cols, rows),
};
