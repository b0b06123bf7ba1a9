/** Files on their way between browser and backend, never held whole in web's memory. */
import { Readable } from "node:stream";
import { maxUploadBytes } from "@/lib/protocol/files";

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

/**
 * What a browser sends, as it comes. What nobody wants any more is read all the same and dropped, as
 * far as an upload goes: a browser reads the answer only once it has sent everything, and would wait
 * until the connection is given up.
 */
export function fromBrowser({ body }: Pick<Request, "body">): Readable {
  const reader = body?.getReader();
  return new Readable({
    read() {
      if (reader === undefined) return void this.push(null);
      reader.read().then(
        ({ done, value }) => void this.push(done ? null : value),
        (cause: unknown) => void this.destroy(new Error("the upload broke off", { cause })),
      );
    },
    destroy(error, done) {
      if (reader !== undefined) void drop(reader);
      done(error);
    },
  });
}

async function drop(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let left = maxUploadBytes; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length;
    }
    await reader.cancel();
  } catch {
    // the browser is gone: there is nothing left to read
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
