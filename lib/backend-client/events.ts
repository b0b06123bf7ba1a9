/**
 * Hands the backend's server-sent events to the browser, byte for byte, and lets go of them as
 * soon as either side leaves.
 *
 * An EventSource gives up for good on an answer that is not 200 (HTML, server-sent events §9.2.3),
 * so a backend that is away is told as an event, after which the browser asks again by itself.
 */
import type { ComparisonMessage } from "@/lib/protocol/comparison";
import type { EngineMessage } from "@/lib/protocol/engine-stream";
import { EscaleError, isEscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { once } from "@/lib/runtime/once";
import { type BackendClient, backend } from "./client";

/** how soon the browser asks again after the stream has ended, ms */
const retryMs = 2_000;
/** streams open at once for one account: a page has four at most, a person has few pages */
export const maxStreamsPerOwner = 12;

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // Asks a proxy (nginx) not to hold events back.
  "x-accel-buffering": "no",
};

declare global {
  interface EscaleShared {
    eventStreams?: Map<Owner, number>;
  }
}

/** The workspace's view. Throws EscaleError too_many_requests beyond `maxStreamsPerOwner`. */
export const eventStream = (
  owner: Owner,
  gone: AbortSignal,
  client: BackendClient = backend(),
): Promise<Response> =>
  relayed(owner, gone, client.events, ({ code, message }): WorkspaceView => {
    return { state: "unavailable", code, message };
  });

/** The virtual engine's changes. Throws as `eventStream`. */
export const engineEventStream = (
  owner: Owner,
  gone: AbortSignal,
  client: BackendClient = backend(),
): Promise<Response> =>
  relayed(owner, gone, client.engineEvents, (): EngineMessage => ({ kind: "away" }));

/** A virtual machine beside a container. Throws as `eventStream`. */
export const comparisonStream = (
  owner: Owner,
  gone: AbortSignal,
  client: BackendClient = backend(),
): Promise<Response> =>
  relayed(owner, gone, client.comparison, (): ComparisonMessage => ({ kind: "away" }));

/** `away`: what the browser is told where the backend gives no stream. */
async function relayed(
  owner: Owner,
  gone: AbortSignal,
  open: BackendClient["events"],
  away: (error: EscaleError) => WorkspaceView | EngineMessage | ComparisonMessage,
): Promise<Response> {
  const release = takePlace(owner);
  const stop = new AbortController();
  const leave = () => stop.abort();
  gone.addEventListener("abort", leave, { once: true });
  const end = () => {
    gone.removeEventListener("abort", leave);
    stop.abort();
    release();
  };
  try {
    if (gone.aborted) stop.abort();
    const source = await open(owner, stop.signal);
    return new Response(relay(source, end), { headers });
  } catch (error) {
    end();
    if (!isEscaleError(error)) {
      if (gone.aborted) return new Response(null, { status: 499 });
      throw error;
    }
    const message = JSON.stringify(away(error));
    return new Response(`retry: ${retryMs}\ndata: ${message}\n\n`, { headers });
  }
}

function takePlace(owner: Owner): () => void {
  const open = once("eventStreams", () => new Map());
  const taken = open.get(owner) ?? 0;
  if (taken >= maxStreamsPerOwner) {
    throw new EscaleError(
      "too_many_requests",
      "Trop de pages de ce site sont ouvertes en même temps. Fermez-en, puis rechargez celle-ci.",
    );
  }
  open.set(owner, taken + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = (open.get(owner) ?? 1) - 1;
    if (left > 0) open.set(owner, left);
    else open.delete(owner);
  };
}

/** The bytes of `source`, read only as fast as the browser takes them. */
function relay(source: AsyncIterable<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const retry = new TextEncoder().encode(`retry: ${retryMs}\n\n`);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(retry);
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (!done) return controller.enqueue(value);
      } catch {
        // The backend went away in the middle: for the browser the stream just ends, and it
        // asks again; what it is told then says what is wrong.
      }
      end();
      controller.close();
    },
    cancel: end,
  });
}
