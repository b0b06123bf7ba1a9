/** Hears of each own container that starts or ends, for as long as the engine answers, and again. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import { connectEngineStream } from "../engine/client";
import { workspaceLabel } from "../engine/ownership";
import type { Log } from "../log";

const eventSchema = z.object({
  Actor: z.object({ Attributes: z.record(z.string(), z.string()) }),
});
const retryMs = 1_000;

export interface WatchOptions {
  socketPath: string;
  log: Log;
  /** something of this workspace's has changed */
  onChange(workspace: WorkspaceId): void;
  /** what was missed while nobody listened must be read anew */
  onHeard(): void;
}

/** Returns how to stop. */
export function watchContainers({ socketPath, log, onChange, onHeard }: WatchOptions): () => void {
  const stopping = new AbortController();

  async function hear(): Promise<void> {
    const stream = await connectEngineStream(socketPath).getEvents({
      abortSignal: stopping.signal,
      filters: { type: ["container"], event: ["start", "die"], label: [workspaceLabel] },
    });
    if (!(stream instanceof Readable)) throw new Error("the engine's events are not a stream");
    onHeard();
    for await (const line of createInterface({ input: stream })) {
      const event = eventSchema.parse(JSON.parse(line));
      const workspace = workspaceIdSchema.safeParse(event.Actor.Attributes[workspaceLabel]);
      if (workspace.success) onChange(workspace.data);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await hear().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.debug({ err: error }, "no events of containers; again");
      });
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {
        // stopped while sleeping: the loop's condition ends it
      });
    }
  }
  run().catch((error: unknown) => log.error({ err: error }, "containers are not watched any more"));
  return () => stopping.abort();
}
