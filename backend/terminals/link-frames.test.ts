import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PortKey } from "../ports/types";
import { type LinkFrame, LinkFrameReader, LinkProtocolError, linkMessage } from "./link-frames";

const frame = (kind: number, terminal: number, payload: Buffer) => {
  const header = Buffer.alloc(7);
  header.writeUInt8(kind, 0);
  header.writeUInt16BE(terminal, 1);
  header.writeUInt32BE(payload.length, 3);
  return Buffer.concat([header, payload]);
};
const read = (...chunks: Buffer[]): LinkFrame[] => {
  const reader = new LinkFrameReader();
  return chunks.flatMap((chunk) => [...reader.push(chunk)]);
};
const hello = (...ids: number[]) => {
  const payload = Buffer.alloc(2 + ids.length * 11);
  payload.writeUInt8(1, 0);
  payload.writeUInt8(ids.length, 1);
  ids.forEach((id, index) => {
    const at = 2 + index * 11;
    payload.writeUInt16BE(id, at);
    payload.writeUInt8(1, at + 2);
    payload.writeUInt16BE(80, at + 7);
    payload.writeUInt16BE(24, at + 9);
  });
  return frame(16, 0, payload);
};

describe("frames of init", () => {
  it("says which terminals there are", () => {
    expect(read(hello(1, 7))).toEqual([
      {
        kind: "hello",
        ports: false,
        terminals: [
          { id: 1, alive: true, status: 0, cols: 80, rows: 24 },
          { id: 7, alive: true, status: 0, cols: 80, rows: 24 },
        ],
      },
    ]);
  });

  it("means the same however the stream is cut", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }).map((bytes) => frame(19, 3, Buffer.from(bytes))),
        fc.constant(frame(17, 2, Buffer.alloc(0))),
        fc.integer().map((status) => {
          const payload = Buffer.alloc(4);
          payload.writeInt32BE(status | 0, 0);
          return frame(23, 9, payload);
        }),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(400), { maxLength: 30 }), (frames, cuts) => {
        const stream = Buffer.concat(frames);
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(stream.subarray(at, at + cut));
          at = Math.min(stream.length, at + cut);
        }
        chunks.push(stream.subarray(at));
        expect(read(...chunks)).toEqual(read(stream));
        expect(read(stream)).toHaveLength(frames.length);
      }),
    );
  });

  it("refuses whatever it does not understand, and nothing else ever happens", () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc
        .tuple(fc.nat(30), fc.nat(0xffff), fc.uint8Array({ maxLength: 400 }))
        .map(([kind, terminal, payload]) => frame(kind, terminal, Buffer.from(payload))),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 10 }), (chunks) => {
        try {
          for (const { kind } of read(...chunks)) expect(typeof kind).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(LinkProtocolError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["a payload of 4 GiB", Buffer.from("130001ffffffff", "hex")],
    ["a frame of ours", linkMessage.open(1, 80, 24)],
    ["terminal 0", frame(17, 0, Buffer.alloc(0))],
    ["terminal 10000", frame(17, 10_000, Buffer.alloc(0))],
    ["a snapshot of no size", frame(20, 1, Buffer.alloc(8))],
    ["a terminal listed twice", hello(4, 4)],
    ["33 terminals", hello(...Array.from({ length: 33 }, (_, index) => index + 1))],
    ["another version", frame(16, 0, Buffer.of(3, 0))],
    ["ports of odd length", frame(25, 1, Buffer.alloc(3))],
    ["129 words of ports", frame(25, 1, Buffer.alloc(258))],
    ["a long exit", frame(23, 1, Buffer.alloc(5))],
  ])("refuses %s", (_, bytes) => {
    expect(() => read(bytes)).toThrow(LinkProtocolError);
  });

  it("says which ports could not be had, with the tag of the question", () => {
    const web: PortKey = { protocol: "tcp", port: 80 };
    const last: PortKey = { protocol: "tcp", port: 65_535 };
    const names: PortKey = { protocol: "udp", port: 53 };
    expect(linkMessage.ports(7, [web, last]).toString("hex")).toBe("080007000000040050ffff");
    expect(linkMessage.ports(7, [names, web]).toString("hex")).toBe("08000700000006000000350050");
    const failed = (...bytes: number[]) => read(frame(25, 7, Buffer.from(bytes)));
    expect(failed(0, 80)).toEqual([{ kind: "portsSet", tag: 7, failed: [web] }]);
    expect(failed(0, 0, 0, 53, 0, 80)).toEqual([
      { kind: "portsSet", tag: 7, failed: [names, web] },
    ]);
    // an init that does not know of UDP gives the zero back
    expect(failed(0, 0)).toEqual([
      { kind: "portsSet", tag: 7, failed: [{ protocol: "udp", port: 0 }] },
    ]);
  });
});
