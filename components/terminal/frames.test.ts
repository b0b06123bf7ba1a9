import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientFrame, maxInputBytes, serverFrame } from "@/lib/protocol/terminal-frames";
import { ackFrame, FrameError, inputFrames, readServerFrame, resizeFrame } from "./frames";

const bytesOf = (...bytes: number[]) => new Uint8Array(bytes).buffer;
const joined = (frames: Uint8Array[]) =>
  new Uint8Array(frames.flatMap((frame) => Array.from(frame.subarray(1))));

describe("what the browser sends", () => {
  it("carries every typed byte, in order, in frames that are not too large", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 300 }), (bytes) => {
        const frames = inputFrames(bytes);
        expect(frames.every((frame) => frame[0] === clientFrame.input)).toBe(true);
        expect(joined(frames)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it("cuts a long paste, and never inside a character", () => {
    const text = `a${"é€😀".repeat(40_000)}`;
    const frames = inputFrames(new TextEncoder().encode(text));
    expect(frames.length).toBeGreaterThan(4);
    const strict = new TextDecoder("utf-8", { fatal: true });
    let back = "";
    for (const frame of frames) {
      expect(frame.length).toBeLessThanOrEqual(maxInputBytes);
      back += strict.decode(frame.subarray(1));
    }
    expect(back).toBe(text);
  });

  it("cuts bytes that are no UTF-8 too", () => {
    const bytes = new Uint8Array(3 * maxInputBytes).fill(0x80);
    const frames = inputFrames(bytes);
    expect(frames.reduce((n, frame) => n + frame.length - 1, 0)).toBe(bytes.length);
    expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThanOrEqual(maxInputBytes);
  });

  it("writes sizes and counts big-endian", () => {
    expect([...resizeFrame(300, 24)]).toEqual([clientFrame.resize, 1, 44, 0, 24]);
    expect([...resizeFrame(0, 1e9)]).toEqual([clientFrame.resize, 0, 1, 255, 255]);
    expect([...ackFrame(0x01020304)]).toEqual([clientFrame.ack, 1, 2, 3, 4]);
  });
});

describe("what the browser reads", () => {
  it("knows each frame of the protocol", () => {
    expect(readServerFrame(bytesOf(serverFrame.output, 104, 105))).toEqual({
      kind: "output",
      bytes: new Uint8Array([104, 105]),
    });
    expect(readServerFrame(bytesOf(serverFrame.snapshotStart, 0, 80, 0, 24))).toEqual({
      kind: "snapshotStart",
      cols: 80,
      rows: 24,
    });
    expect(readServerFrame(bytesOf(serverFrame.exit, 255, 255, 255, 255))).toEqual({
      kind: "exit",
      status: -1,
    });
    expect(readServerFrame(bytesOf(serverFrame.snapshotEnd))).toEqual({ kind: "snapshotEnd" });
    expect(readServerFrame(bytesOf(serverFrame.heartbeat))).toEqual({ kind: "heartbeat" });
  });

  it("refuses anything else, and only ever with FrameError", () => {
    const known = new Set<number>(Object.values(serverFrame));
    const free = new Set<number>([serverFrame.output, serverFrame.snapshot]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const data = new Uint8Array(bytes).buffer;
        try {
          readServerFrame(data);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
          expect(bytes[0] !== undefined && free.has(bytes[0])).toBe(false);
          return;
        }
        expect(bytes[0] !== undefined && known.has(bytes[0])).toBe(true);
      }),
    );
    expect(() => readServerFrame(bytesOf(serverFrame.snapshotStart, 0, 0, 0, 24))).toThrow(
      FrameError,
    );
  });
});
