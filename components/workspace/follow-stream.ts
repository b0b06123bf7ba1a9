/**
 * Follows a stream of server-sent events for as long as somebody looks: out of sight it is let go
 * of, and the backend does nothing for it any more.
 */

/** After an answer that ends the stream, ms; then longer each time up to eight times as long. */
const retryMs = 1_000;
/** A page that was left for another tab keeps its stream for this long, ms. */
const hiddenMs = 5_000;

export interface Stream {
  url: string;
  /** Takes in a message, undefined where it is not JSON; false: the stream must begin anew. */
  hear(message: unknown): boolean;
  /** It is tried again, by the browser or from here. */
  lost(): void;
}

/** Begins; returns how to end. */
export function followStream({ url, hear, lost }: Stream): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function listen(): void {
    close();
    const current = new EventSource(url);
    source = current;
    current.addEventListener("message", (event) => {
      failures = 0;
      if (!hear(parsed(event.data))) again();
    });
    current.addEventListener("error", () => {
      lost();
      // CONNECTING: the browser is already trying again by itself
      if (current.readyState === EventSource.CLOSED) again();
    });
  }

  function again(): void {
    close();
    failures += 1;
    timer = setTimeout(listen, retryMs * Math.min(8, failures) * (0.5 + Math.random()));
  }

  function visibility(): void {
    if (document.visibilityState === "visible") {
      clearTimeout(timer);
      if (source === null) listen();
    } else timer = setTimeout(close, hiddenMs);
  }

  document.addEventListener("visibilitychange", visibility);
  if (document.visibilityState === "visible") listen();
  return () => {
    document.removeEventListener("visibilitychange", visibility);
    close();
  };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
