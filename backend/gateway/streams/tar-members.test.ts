import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { extract, pack } from "tar-stream";
import { expect, test } from "vitest";
import { bareMember, copyMember, gather, readPacked } from "./tar-members";

async function* each(...sizes: number[]): AsyncGenerator<Buffer> {
  for (const [i, size] of sizes.entries()) yield Buffer.alloc(size, i);
}

test("small pieces go together, large ones as they are, and nothing changes place", async () => {
  const sizes = [512, 100_000, 512, 300, 60_000, 80_000, 512, 40_000];
  const gathered: Buffer[] = [];
  for await (const piece of gather(each(...sizes))) gathered.push(piece);
  const given: Buffer[] = [];
  for await (const piece of each(...sizes)) given.push(piece);
  expect(Buffer.concat(gathered).equals(Buffer.concat(given))).toBe(true);
  expect(gathered.length).toBeLessThan(given.length);
});

test("what is not bytes is no archive", async () => {
  const texts = (async function* () {
    yield "text";
  })();
  await expect(gather(texts).next()).rejects.toThrow("bytes");
});

test("a member whose content breaks off ends the archive that it was copied to", async () => {
  const whole = pack();
  whole.entry({ name: "file" }, Buffer.alloc(50_000, 7));
  whole.finalize();
  const bytes = await buffer(readPacked(whole));
  const reader = extract();
  const writer = pack();
  writer.on("error", () => undefined);
  reader.on("error", () => undefined);
  const entry = once(reader, "entry");
  reader.write(bytes.subarray(0, 10_000));
  const [header, content] = await entry;
  const copied = copyMember(writer, header, content);
  const read = buffer(readPacked(writer));
  reader.destroy(new Error("gone"));
  await expect(copied).rejects.toThrow();
  await expect(read).rejects.toThrow();
});

// an error that nobody hears of fails the run, as it would end the backend
test("members under way or waiting when the archive breaks unread are told, and nobody else", async () => {
  const writer = pack();
  readPacked(writer);
  const members = [
    bareMember(writer, { name: "folder", type: "directory" }),
    bareMember(writer, { name: "link", type: "symlink", linkname: "folder" }),
  ];
  writer.destroy(new Error("broken"));
  expect((await Promise.allSettled(members)).map(({ status }) => status)).toContain("rejected");
});
