import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { fromBrowser } from "./streams";

/** As many pieces of a kilobyte, and how many of them were asked for. */
function upload(pieces: number) {
  const sent = { pieces: 0, ended: false };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (sent.pieces === pieces) {
          sent.ended = true;
          return controller.close();
        }
        sent.pieces += 1;
        controller.enqueue(new Uint8Array(1024).fill(sent.pieces));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, sent };
}

test("an upload arrives as it was sent", async () => {
  const { body } = upload(100);
  const bytes = await buffer(fromBrowser({ body }));
  expect(bytes.length).toBe(100 * 1024);
  expect([bytes[0], bytes.at(-1)]).toEqual([1, 100]);
  expect(await buffer(fromBrowser({ body: null }))).toHaveLength(0);
});

test("the rest of a refused upload is read and dropped, begun or not", async () => {
  for (const begun of [false, true]) {
    const { body, sent } = upload(500);
    const content = fromBrowser({ body });
    if (begun) for await (const _ of content) break;
    else content.destroy();
    await expect.poll(() => sent.ended).toBe(true);
  }
});

test("an upload that breaks off is told to its reader", async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  await expect(buffer(fromBrowser({ body }))).rejects.toThrow("the upload broke off");
});
