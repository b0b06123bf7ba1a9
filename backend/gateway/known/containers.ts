/**
 * The IDs of every learner's containers, kept from the engine's events, so that a request need not
 * go through the containers of all learners. Only ever a hint: whoever uses it asks the engine of
 * these containers, with the tenant's label in the question (decision 013).
 */
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { z } from "zod";
import { roleLabel, workspaceLabel } from "@/backend/engine/ownership";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { EngineClient } from "../engine-client";
import { fromEngineContainerName } from "../names";
import { createRegistry, type Found, type Known } from "./registry";

export interface KnownContainers {
  /** All of the workspace's own, stopped ones included; undefined while the events are not heard. */
  of(workspace: WorkspaceId): readonly Known[] | undefined;
  /** The engine has answered that it created it: told before the client is, so that it is seen. */
  created(workspace: WorkspaceId, id: string, name: string): void;
  /** To be told before the engine is asked, and again when it has answered. */
  renaming(id: string): void;
  /** The engine has answered that it is gone. */
  removed(id: string): void;
  close(): void;
}

const eventSchema = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});
const listSchema = z.array(
  z.object({
    Id: z.string(),
    Names: z.array(z.string()),
    Labels: z.record(z.string(), z.string()).nullable(),
  }),
);

const firstRetryMs = 250;
const lastRetryMs = 5_000;
/** The engine drops events for a listener that is too slow (moby, pubsub): what was lost is found. */
const renewMs = 300_000;
/** The engine answers before it listens (moby, getEvents): what falls between is asked for again. */
const overlapSeconds = 10;

export function watchKnown(engine: EngineClient, log: Logger): KnownContainers {
  const registry = createRegistry();
  const stopping = new AbortController();
  let heard = false;

  async function renew(): Promise<void> {
    const replacing = registry.replacing();
    const filters = JSON.stringify({ label: [workspaceLabel] });
    const all = await engine.json(
      { method: "GET", path: ["containers", "json"], query: { all: 1, filters } },
      listSchema,
    );
    replacing.with(
      all.flatMap(({ Id, Names, Labels }) => understand(Id, Names, Labels ?? {}) ?? []),
    );
  }

  function hear(line: string): void {
    const { Action, Actor } = eventSchema.parse(JSON.parse(line));
    if (Action === "destroy") registry.remove(Actor.ID);
    else if (Action === "rename") registry.rename(Actor.ID);
    else if (Action === "create") {
      const found = understand(Actor.ID, [Actor.Attributes.name ?? ""], Actor.Attributes);
      if (found) registry.add(found);
    }
  }

  /** Rejects when the engine goes away. */
  async function listen(): Promise<void> {
    const stream = await engine.stream({
      method: "GET",
      path: ["events"],
      query: {
        since: Math.floor(Date.now() / 1000) - overlapSeconds,
        filters: JSON.stringify({
          type: ["container"],
          event: ["create", "rename", "destroy"],
          label: [workspaceLabel],
        }),
      },
      signal: stopping.signal,
    });
    let renewal: NodeJS.Timeout | undefined;
    try {
      const lines = createInterface({ input: stream });
      lines.on("line", (line) => {
        try {
          hear(line);
        } catch (error) {
          stream.destroy(error instanceof Error ? error : new Error(String(error)));
        }
      });
      lines.on("error", () => {
        // the stream's own, heard below
      });
      const ended = new Promise<never>((_resolve, reject) => {
        stream.once("error", reject);
        stream.once("close", () => reject(new Error("the engine closed its stream of events")));
      });
      await Promise.race([renew(), ended]);
      heard = true;
      renewal = setInterval(() => {
        renew().catch((error: unknown) => {
          log.warn({ err: error }, "containers could not be listed anew");
          stream.destroy();
        });
      }, renewMs);
      renewal.unref();
      await ended;
    } finally {
      heard = false;
      clearInterval(renewal);
      stream.destroy();
    }
  }

  async function run(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!stopping.signal.aborted) {
      const begun = Date.now();
      await listen().catch((error: unknown) => {
        if (!stopping.signal.aborted)
          log.debug({ err: error }, "no events of containers; asking again");
      });
      retryMs = Date.now() - begun > lastRetryMs ? firstRetryMs : retryMs;
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {
        // stopped while sleeping: the loop's condition ends it
      });
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  }
  run().catch((error: unknown) => log.error({ err: error }, "containers are not watched any more"));

  return {
    of: (workspace) => (heard ? registry.of(workspace) : undefined),
    created: (workspace, id, name) => registry.add({ workspace, id, name }),
    renaming: (id) => registry.rename(id),
    removed: (id) => registry.remove(id),
    close: () => stopping.abort(),
  };
}

/** A learner's container, by its label and by the scope of its name; not a workstation. */
function understand(
  id: string,
  names: readonly string[],
  labels: Readonly<Record<string, string>>,
): Found | undefined {
  const workspace = workspaceIdSchema.safeParse(labels[workspaceLabel]);
  if (!workspace.success || labels[roleLabel]) return undefined;
  const [name] = names.flatMap((each) => fromEngineContainerName(workspace.data, each) ?? []);
  // without a name of the workspace's now, it may be given one: kept, and always asked about
  return { workspace: workspace.data, id, name };
}
