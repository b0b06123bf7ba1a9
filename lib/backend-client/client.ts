/**
 * The backend's API as web calls it: HTTP over its unix socket, every answer checked. A workspace
 * is always addressed by its owner, the signed-in account: nothing that a browser says names one.
 */
import type { Dispatcher } from "undici";
import { z } from "zod";
import type { EngineKind } from "@/lib/protocol/engine-view";
import { type BackendHealth, backendHealthSchema, metricsSchema } from "@/lib/protocol/health";
import type { Owner, TerminalId } from "@/lib/protocol/ids";
import type { Quota } from "@/lib/protocol/quota";
import {
  type OpenTerminal,
  type TerminalInfo,
  terminalInfoSchema,
  type WorkspaceSummary,
  type WorkspaceView,
  workspaceSummarySchema,
  workspaceViewSchema,
} from "@/lib/protocol/workspace";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { type ChecksClient, createChecksClient } from "./checks";
import { createFilesClient, type FilesClient } from "./files";
import { createTransport, timeouts, workspacePath } from "./transport";
import { createWatchesClient, type WatchesClient } from "./watches";

export interface BackendClient {
  /** Throws EscaleError backend_unavailable, as all of them do, after `timeoutMs` at most. */
  health(): Promise<BackendHealth>;
  /** Its figures, as Prometheus reads them. */
  metrics(): Promise<string>;
  workspace(owner: Owner): Promise<WorkspaceView>;
  /** All that run or are prepared. Throws EscaleError engine_unavailable. */
  workspaces(): Promise<WorkspaceSummary[]>;
  /** Ends one whose learner did not ask; the files are kept. */
  stopForOperator(owner: Owner): Promise<WorkspaceView>;
  /** Opens one, or returns the one there is, which keeps the quota that it was opened with. */
  open(owner: Owner, quota?: Quota): Promise<WorkspaceView>;
  extend(owner: Owner): Promise<WorkspaceView>;
  remove(owner: Owner, files: "keep" | "remove"): Promise<WorkspaceView>;
  /** Removes the files of an owner who was not there since `before`; throws in_use if they were. */
  forget(owner: Owner, before: Date): Promise<WorkspaceView>;
  openTerminal(owner: Owner, size: OpenTerminal): Promise<TerminalInfo>;
  closeTerminal(owner: Owner, terminal: TerminalId): Promise<void>;
  /** The stream of server-sent events as the backend writes it; ends when `signal` aborts. */
  events(owner: Owner, signal: AbortSignal): Promise<Dispatcher.ResponseData["body"]>;
  /** The same of the virtual engine (lib/protocol/engine-stream.ts). */
  engineEvents(owner: Owner, signal: AbortSignal): Promise<Dispatcher.ResponseData["body"]>;
  /** The same of a virtual machine beside a container (lib/protocol/comparison.ts). */
  comparison(owner: Owner, signal: AbortSignal): Promise<Dispatcher.ResponseData["body"]>;
  /** The JSON of `docker inspect`; throws not_found. */
  inspect(owner: Owner, kind: EngineKind, wanted: string): Promise<unknown>;
  /** the learner's files, for the editor */
  readonly files: FilesClient;
  /** what exercises look at */
  readonly checks: ChecksClient;
  /** trainers who look at learners' terminals */
  readonly watches: WatchesClient;
  close(): Promise<void>;
}

export function createBackendClient(socketPath: string): BackendClient {
  const transport = createTransport(socketPath);
  const { send, call } = transport;

  async function stream(path: string, signal: AbortSignal) {
    // The backend sends a heartbeat each 15 s: three missing and the stream is dead.
    const answer = await send("GET", path, { signal, bodyTimeout: timeouts.streamMs });
    return answer.body;
  }

  const view = (method: "GET" | "PUT" | "POST" | "DELETE", path: string) =>
    call(method, path, workspaceViewSchema);

  return {
    health: () =>
      call("GET", "/v1/health", backendHealthSchema, {
        signal: AbortSignal.timeout(timeouts.healthMs),
      }),
    metrics: async () => {
      const signal = AbortSignal.timeout(timeouts.healthMs);
      return (await call("GET", "/v1/metrics", metricsSchema, { signal })).text;
    },
    workspaces: () => call("GET", "/v1/workspaces", z.array(workspaceSummarySchema)),
    stopForOperator: (owner) => view("DELETE", `${workspacePath(owner)}?files=keep&by=operator`),
    workspace: (owner) => view("GET", workspacePath(owner)),
    open: (owner, quota = {}) =>
      call("PUT", workspacePath(owner), workspaceViewSchema, { body: { quota } }),
    extend: (owner) => view("POST", `${workspacePath(owner)}/extend`),
    remove: (owner, files) => view("DELETE", `${workspacePath(owner)}?files=${files}`),
    forget: (owner, before) =>
      view(
        "DELETE",
        `/v1/owners/${encodeURIComponent(owner)}/files?before=${before.toISOString()}`,
      ),
    openTerminal: (owner, size) =>
      call("POST", `${workspacePath(owner)}/terminals`, terminalInfoSchema, { body: size }),
    async closeTerminal(owner, terminal) {
      const answer = await send("DELETE", `${workspacePath(owner)}/terminals/${terminal}`);
      await answer.body.dump();
    },
    events: (owner, signal) => stream(`${workspacePath(owner)}/events`, signal),
    engineEvents: (owner, signal) => stream(`${workspacePath(owner)}/engine`, signal),
    comparison: (owner, signal) => stream(`${workspacePath(owner)}/comparison`, signal),
    inspect: (owner, kind, wanted) =>
      call("GET", `${workspacePath(owner)}/engine/${kind}/${wanted}`, z.unknown()),
    files: createFilesClient(transport),
    checks: createChecksClient(transport),
    watches: createWatchesClient(transport),
    close: () => transport.close(),
  };
}

declare global {
  interface EscaleShared {
    backend?: BackendClient;
  }
}

/** The shared client of the backend on this machine. */
export const backend = (): BackendClient =>
  once("backend", () => createBackendClient(runtime().paths.backendSocket));
