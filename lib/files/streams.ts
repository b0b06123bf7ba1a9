/** Files on their way between browser and backend, never held whole in web's memory. */
import { Readable } from "node:stream";

/** The bytes of `source`, read as fast as the browser takes them; its failure is the answer's. */
export function toBrowser(
  source: Readable,
  done: () => void = () => {},
): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done: ended, value } = await iterator.next();
        if (!ended) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      done();
    },
    cancel() {
      source.destroy();
      done();
    },
  });
}

/** What a browser sends, as it comes. */
export function fromBrowser(request: Request): Readable {
  return Readable.from(chunks(request), { objectMode: false });
}

async function* chunks({ body }: Request): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // the rest of what was refused is not read
    await reader.cancel().catch(() => {});
  }
}

/**
 * Content of a learner's own making, answered by our origin: nothing that a browser would show or
 * run, even when its address is opened by itself.
 */
export const inertHeaders = {
  "content-type": "application/octet-stream",
  "content-disposition": "attachment",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** The name to save as (RFC 6266 §4.3), with what no header may hold written as RFC 8187 says. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
