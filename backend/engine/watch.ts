/**
 * Knows at each moment whether the engine answers, and hears when a workstation dies. Goes on for
 * ever: when the engine goes away it is tried again, sooner at first (250 ms, doubling to 5 s).
 */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { Log } from "../log";
import { connectEngineStream, type Engine } from "./client";
import { instanceLabel, roleLabel, workspaceLabel } from "./ownership";

export type EngineState =
  | { up: true; version: string }
  /** `detail`: English, for the operator */
  | { up: false; detail: string };

export interface EngineWatch {
  state(): EngineState;
  /** Begins. Resolves after the first attempt, whatever its outcome, once `onUp` has run. */
  start(): Promise<void>;
  stop(): void;
}

export interface EngineWatchOptions {
  engine: Engine;
  socketPath: string;
  instance: string;
  log: Log;
  /** The engine answers and its events are heard from now on: what was missed must be read anew. */
  onUp(): Promise<void>;
  onDown(): void;
  /** The workstation's container has stopped, for whatever reason, ours included. */
  onWorkstationDeath(workspace: WorkspaceId, container: string): void;
  pingEveryMs?: number;
}

const deathSchema = z.object({
  Type: z.literal("container"),
  Action: z.literal("die"),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});
const firstRetryMs = 250;
const lastRetryMs = 5_000;

export function watchEngine(options: EngineWatchOptions): EngineWatch {
  const { engine, log } = options;
  const stopping = new AbortController();
  let state: EngineState = { up: false, detail: "not tried yet" };

  function hear(line: string): void {
    let event: unknown;
    try {
      event = JSON.parse(line);
    } catch (error) {
      log.warn({ err: error }, "the engine sent an event that is not JSON");
      return;
    }
    const death = deathSchema.safeParse(event);
    if (!death.success) return;
    const { ID, Attributes } = death.data.Actor;
    const workspace = workspaceIdSchema.safeParse(Attributes[workspaceLabel]);
    if (workspace.success && Attributes[roleLabel] === "workstation") {
      options.onWorkstationDeath(workspace.data, ID);
    }
  }

  /** Resolves or rejects when the engine goes away. */
  async function stay(ready: () => void): Promise<void> {
    const { Version } = await engine.version();
    const stream = await connectEngineStream(options.socketPath).getEvents({
      abortSignal: stopping.signal,
      filters: {
        type: ["container"],
        event: ["die"],
        label: [`${instanceLabel}=${options.instance}`],
      },
    });
    if (!(stream instanceof Readable)) throw new Error("the engine's events are not a stream");
    const lines = createInterface({ input: stream });
    lines.on("line", hear);
    lines.on("error", () => {
      // the stream's own error, passed on by readline; heard below
    });
    const ended = new Promise<never>((_resolve, reject) => {
      stream.on("error", reject);
      stream.on("close", () => reject(new Error("the engine closed its stream of events")));
    });
    ended.catch(() => {
      // awaited below, unless onUp fails first
    });
    const pings = setInterval(() => {
      engine.ping().catch((error) => stream.destroy(error));
    }, options.pingEveryMs ?? 10_000);
    try {
      state = { up: true, version: Version };
      log.info({ version: Version }, "the engine answers");
      await Promise.race([options.onUp().then(ready), ended]);
      await ended;
    } finally {
      clearInterval(pings);
      lines.close();
      stream.destroy();
    }
  }

  async function run(ready: () => void): Promise<void> {
    let retryMs = firstRetryMs;
    while (!stopping.signal.aborted) {
      try {
        await stay(() => {
          retryMs = firstRetryMs;
          ready();
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        const wasUp = state.up;
        const detail = error instanceof Error ? error.message : String(error);
        state = { up: false, detail };
        log[wasUp || retryMs === firstRetryMs ? "error" : "debug"](
          { err: error },
          "the engine does not answer; trying again",
        );
        options.onDown();
      }
      ready();
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {
        // stopped while sleeping: the loop's condition ends it
      });
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  }

  return {
    state: () => state,
    start: () =>
      new Promise((resolve, reject) => {
        run(resolve).catch((error) => {
          // a fault of our own: without this watch the backend is blind, so it must not live on
          reject(error);
          process.nextTick(() => {
            throw error;
          });
        });
      }),
    stop: () => stopping.abort(),
  };
}
