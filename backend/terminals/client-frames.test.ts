import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxInputBytes } from "@/lib/protocol/terminal-frames";
import { parseClientFrame } from "./client-frames";

describe("frames of a browser", () => {
  it("reads input, resize and ack", () => {
    expect(parseClientFrame(Buffer.from("\0é"))).toEqual({
      kind: "input",
      bytes: Buffer.from("é"),
    });
    expect(parseClientFrame(Buffer.of(1, 0, 120, 0, 40))).toEqual({
      kind: "resize",
      cols: 120,
      rows: 40,
    });
    expect(parseClientFrame(Buffer.of(2, 0, 1, 0, 0))).toEqual({ kind: "ack", bytes: 65_536 });
    const yes = Buffer.of(3, 1, 0xab, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 9);
    expect(parseClientFrame(yes)).toEqual({
      kind: "keyboard",
      allow: true,
      watch: "ab01020304050607",
      request: 9,
    });
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["an unknown kind", Buffer.of(4)],
    ["a keyboard for nobody", Buffer.of(3)],
    ["neither yes nor no", Buffer.of(3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)],
    ["a long yes", Buffer.of(3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0)],
    ["a size of 0", Buffer.of(1, 0, 0, 0, 0)],
    ["a size of 10000", Buffer.of(1, 0x27, 0x10, 0x27, 0x10)],
    ["a short resize", Buffer.of(1, 0, 80)],
    ["a long ack", Buffer.of(2, 0, 0, 0, 1, 0)],
    ["input beyond the limit", Buffer.alloc(2 + maxInputBytes)],
  ])("does not understand %s", (_, data) => {
    expect(parseClientFrame(data)).toBeNull();
  });

  it("never throws, and lets through sizes of the protocol only", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const frame = parseClientFrame(Buffer.from(bytes));
        if (frame?.kind !== "resize") return;
        expect(frame.cols).toBeGreaterThanOrEqual(2);
        expect(frame.rows).toBeGreaterThanOrEqual(1);
        expect(Math.max(frame.cols, frame.rows)).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 2000 },
    );
  });
});
