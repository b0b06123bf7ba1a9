import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { demultiplex } from "./demultiplex";

const frame = (stream: number, payload: Uint8Array): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

test("gives the payloads, however the bytes arrive", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 }))),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      async (frames, cuts) => {
        const bytes = Buffer.concat(frames.map(([stream, payload]) => frame(stream, payload)));
        const plain = demultiplex();
        const all = buffer(plain);
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1;
          plain.write(bytes.subarray(at, at + size));
          at += size;
        }
        plain.end();
        expect(await all).toEqual(Buffer.concat(frames.map(([, payload]) => payload)));
      },
    ),
  );
});
