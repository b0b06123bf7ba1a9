/**
 * Hears of the engine's changes for as long as somebody looks at the picture: out of sight the
 * stream is let go of, and the backend does nothing for it any more.
 */
import { engineMessageSchema } from "@/lib/protocol/engine-stream";
import { engine, hear } from "./engine-store";

const streamUrl = "/api/workspace/engine";
/** After an answer that ends the stream, ms; then longer each time up to eight times as long. */
const retryMs = 1_000;
/** A page that was left for another tab keeps its stream for this long, ms. */
const hiddenMs = 5_000;

/** Begins; returns how to end. */
export function followEngine(): () => void {
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
    const current = new EventSource(streamUrl);
    source = current;
    current.addEventListener("message", (event) => {
      const message = engineMessageSchema.safeParse(parsed(event.data));
      failures = 0;
      if (message.success && hear(message.data)) return;
      // the stream begins with a whole view again
      console.error("engine: message refused", message.error);
      again();
    });
    current.addEventListener("error", () => {
      if (engine.get().status !== "closed") engine.set({ status: "lost" });
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
