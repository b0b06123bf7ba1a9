import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { archiveBytes, context, files, saved } from "../fuzz/archives";
import { rebuildTar } from "./rebuild-tar";

/** What came out, or undefined where it was refused: an error that nobody hears of fails the run. */
async function rebuilt(bytes: Buffer, patient: boolean): Promise<Buffer | undefined> {
  const { tar, failure } = rebuildTar(Readable.from([bytes], { objectMode: false }), 1024 ** 2);
  // an engine that is slow to read, or that has refused already
  if (patient) await new Promise((resolve) => setTimeout(resolve, 5));
  try {
    const whole = await buffer(tar);
    return failure() ? undefined : whole;
  } catch (error) {
    if (failure() === undefined) throw error;
    return undefined;
  }
}

test("a malformed archive that nobody reads yet is refused, and ends nothing else", async () => {
  expect(await rebuilt(Buffer.alloc(600, "x"), true)).toBeUndefined();
  expect(await rebuilt(Buffer.alloc(600, "x"), false)).toBeUndefined();
});

test("whatever the archive, it is refused or written anew, and what was is read the same again", async () => {
  const archives = fc.oneof(files, context, saved);
  await fc.assert(
    fc.asyncProperty(archives, fc.boolean(), async (archive, patient) => {
      const bytes = await archiveBytes(archive, (text) => text);
      const once = await rebuilt(bytes, patient);
      if (once === undefined) return;
      expect(await rebuilt(once, patient)).toEqual(once);
      for (const type of ["3", "4", "6"])
        for (let at = 0; at < once.length; at += 512)
          if (once.toString("latin1", at + 257, at + 262) === "ustar")
            expect(once.toString("latin1", at + 156, at + 157)).not.toBe(type);
    }),
    { numRuns: 100 },
  );
}, 60_000);
