/** A stream of server-sent events made here, with a sign of life each 15 s. */
import { EscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";
import { once } from "@/lib/runtime/once";

const heartbeatMs = 15_000;
/** for one account: a page has one or two, a person has few pages */
const maxStreams = 12;

declare global {
  interface EscaleShared {
    newsStreams?: Map<string, number>;
  }
}

export interface EventInput {
  /** whose streams are counted together; null: one that ends at once is not */
  key: string | null;
  gone: AbortSignal;
  news(signal: AbortSignal): AsyncGenerator<unknown>;
}

/** Throws EscaleError too_many_requests. */
export function eventResponse({ key, gone, news }: EventInput): Response {
  const open = once("newsStreams", () => new Map());
  if (key !== null && (open.get(key) ?? 0) >= maxStreams)
    throw new EscaleError(
      "too_many_requests",
      "Trop de pages de ce site sont ouvertes en même temps. Fermez-en, puis rechargez celle-ci.",
    );
  if (key !== null) open.set(key, (open.get(key) ?? 0) + 1);
  const ending = new AbortController();
  const end = () => {
    if (ending.signal.aborted) return;
    ending.abort();
    if (key === null) return;
    const left = (open.get(key) ?? 1) - 1;
    if (left > 0) open.set(key, left);
    else open.delete(key);
  };
  gone.addEventListener("abort", end, { once: true });
  if (gone.aborted) end();
  return new Response(streamOf(news(ending.signal), end), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function streamOf(news: AsyncGenerator<unknown>, end: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode("retry: 3000\n\n"));
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": here\n\n")), heartbeatMs);
    },
    async pull(controller) {
      try {
        const { done, value } = await news.next();
        if (!done) {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
          return;
        }
      } catch (error) {
        log().warn({ err: error }, "a stream of events ended early");
      }
      clearInterval(heartbeat);
      end();
      controller.close();
    },
    cancel() {
      clearInterval(heartbeat);
      end();
    },
  });
}
