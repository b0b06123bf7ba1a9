/**
 * What happens on the engine, for all who look at a virtual engine: one stream, open only while
 * somebody listens. When the engine goes away it is tried again each second.
 */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { connectEngineStream } from "../engine/client";
import type { Log } from "../log";

export const eventSchema = z.object({
  Type: z.enum(["container", "image", "network", "volume"]),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});
export type EngineEvent = z.infer<typeof eventSchema>;

export interface EventsListener {
  onEvent(event: EngineEvent): void;
  /** Events are heard from now on: what there was before must be read. */
  onHeard(): void;
  onLost(): void;
}

export interface EngineEvents {
  /** Returns how to stop. */
  listen(listener: EventsListener): () => void;
  /** Whether events are heard now. */
  heard(): boolean;
}

/** What changes something that is shown; the many others (exec, attach, resize, top) do not. */
const actions = [
  ...["create", "start", "die", "pause", "unpause", "rename", "update", "oom", "destroy"],
  ...["health_status", "connect", "disconnect", "remove"],
  ...["tag", "untag", "delete", "pull", "load", "import"],
];
const retryMs = 1_000;
/** The engine answers just before it begins to listen itself: what falls in between is sent again. */
const overlapSeconds = 2;

export function createEngineEvents(socketPath: string, log: Log): EngineEvents {
  const listeners = new Set<EventsListener>();
  let current: AbortController | null = null;
  let heard = false;

  async function hear(stopping: AbortController): Promise<void> {
    const stream = await connectEngineStream(socketPath).getEvents({
      abortSignal: stopping.signal,
      since: Math.floor(Date.now() / 1000) - overlapSeconds,
      filters: { type: ["container", "image", "network", "volume"], event: actions },
    });
    if (!(stream instanceof Readable)) throw new Error("the engine's events are not a stream");
    heard = true;
    for (const listener of [...listeners]) listener.onHeard();
    for await (const line of createInterface({ input: stream })) {
      const event = eventSchema.parse(JSON.parse(line));
      for (const listener of [...listeners]) listener.onEvent(event);
    }
    throw new Error("the engine closed its stream of events");
  }

  async function run(stopping: AbortController): Promise<void> {
    while (!stopping.signal.aborted) {
      await hear(stopping).catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        log.debug({ err: error }, "no events for those who look at their engine; again");
        heard = false;
        for (const listener of [...listeners]) listener.onLost();
      });
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {
        // stopped while sleeping: the loop's condition ends it
      });
    }
  }

  return {
    heard: () => heard,
    listen(listener) {
      listeners.add(listener);
      if (current === null) {
        current = new AbortController();
        run(current).catch((error: unknown) => log.error({ err: error }, "events are not heard"));
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        current?.abort();
        current = null;
        heard = false;
      };
    },
  };
}
