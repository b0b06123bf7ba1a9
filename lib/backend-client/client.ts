/**
 * The backend's API as web calls it: HTTP over its unix socket, every answer checked. A workspace
 * is always addressed by its owner, the signed-in account: nothing that a browser says names one.
 */
import { Agent, type Dispatcher, errors } from "undici";
import { z } from "zod";
import { EscaleError, errorBodySchema, isEscaleError } from "@/lib/protocol/errors";
import { type BackendHealth, backendHealthSchema } from "@/lib/protocol/health";
import type { Owner, TerminalId } from "@/lib/protocol/ids";
import {
  type OpenTerminal,
  type TerminalInfo,
  terminalInfoSchema,
  type WorkspaceView,
  workspaceViewSchema,
} from "@/lib/protocol/workspace";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";

export interface BackendClient {
  /** Throws EscaleError backend_unavailable, as all of them do, after `timeoutMs` at most. */
  health(): Promise<BackendHealth>;
  workspace(owner: Owner): Promise<WorkspaceView>;
  open(owner: Owner): Promise<WorkspaceView>;
  extend(owner: Owner): Promise<WorkspaceView>;
  remove(owner: Owner, files: "keep" | "remove"): Promise<WorkspaceView>;
  /** Removes the files of an owner who was not there since `before`; throws in_use if they were. */
  forget(owner: Owner, before: Date): Promise<WorkspaceView>;
  openTerminal(owner: Owner, size: OpenTerminal): Promise<TerminalInfo>;
  closeTerminal(owner: Owner, terminal: TerminalId): Promise<void>;
  /** The stream of server-sent events as the backend writes it; ends when `signal` aborts. */
  events(owner: Owner, signal: AbortSignal): Promise<Dispatcher.ResponseData["body"]>;
  close(): Promise<void>;
}

const timeouts = {
  connectMs: 2_000,
  /** a cold workstation on a loaded machine */
  answerMs: 60_000,
  healthMs: 3_000,
};
/** none of the answers comes near */
const maxAnswerBytes = 1024 ** 2;

export const backendUnavailableMessage =
  "Les terminaux sont momentanément indisponibles : le service qui les fournit ne répond pas. Les leçons restent lisibles ; réessayez dans quelques instants.";

/** The path of an owner's workspace in the backend's API. */
export const workspacePath = (owner: Owner): string =>
  `/v1/owners/${encodeURIComponent(owner)}/workspace`;

export function createBackendClient(socketPath: string): BackendClient {
  const agent = new Agent({
    connect: { socketPath, timeout: timeouts.connectMs },
    connections: 256,
    headersTimeout: timeouts.answerMs,
    bodyTimeout: timeouts.answerMs,
  });

  async function send(
    method: "GET" | "PUT" | "POST" | "DELETE",
    path: string,
    options: { body?: unknown; signal?: AbortSignal; bodyTimeout?: number } = {},
  ): Promise<Dispatcher.ResponseData> {
    try {
      const answer = await agent.request({
        origin: "http://backend",
        path,
        method,
        ...(options.body === undefined
          ? {}
          : {
              body: JSON.stringify(options.body),
              headers: { "content-type": "application/json" },
            }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(options.bodyTimeout === undefined ? {} : { bodyTimeout: options.bodyTimeout }),
      });
      if (answer.statusCode < 400) return answer;
      const body = errorBodySchema.safeParse(parseJson(await readBody(answer)));
      if (!body.success) throw notUnderstood(`status ${answer.statusCode} on ${method} ${path}`);
      throw new EscaleError(body.data.error.code, body.data.error.message);
    } catch (error) {
      throw asEscaleError(error);
    }
  }

  async function call<T>(
    method: "GET" | "PUT" | "POST" | "DELETE",
    path: string,
    schema: z.ZodType<T>,
    options: { body?: unknown; signal?: AbortSignal } = {},
  ): Promise<T> {
    const answer = await send(method, path, options);
    try {
      const parsed = schema.safeParse(parseJson(await readBody(answer)));
      if (parsed.success) return parsed.data;
      throw notUnderstood(`${method} ${path}: ${z.prettifyError(parsed.error)}`);
    } catch (error) {
      throw asEscaleError(error);
    }
  }

  const view = (method: "GET" | "PUT" | "POST" | "DELETE", path: string) =>
    call(method, path, workspaceViewSchema);

  return {
    health: () =>
      call("GET", "/v1/health", backendHealthSchema, {
        signal: AbortSignal.timeout(timeouts.healthMs),
      }),
    workspace: (owner) => view("GET", workspacePath(owner)),
    open: (owner) => view("PUT", workspacePath(owner)),
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
    async events(owner, signal) {
      // The backend sends a heartbeat each 15 s: three missing and the stream is dead.
      const answer = await send("GET", `${workspacePath(owner)}/events`, {
        signal,
        bodyTimeout: 45_000,
      });
      return answer.body;
    },
    close: () => agent.destroy(),
  };
}

async function readBody(answer: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxAnswerBytes) {
      answer.body.destroy();
      throw notUnderstood("an answer beyond 1 MiB");
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EscaleError("internal", internalMessage, { cause: error });
  }
}

const internalMessage =
  "Le service des terminaux a donné une réponse inattendue. Réessayez ; si cela persiste, prévenez la personne qui gère ce site.";

const notUnderstood = (what: string) =>
  new EscaleError("internal", internalMessage, {
    cause: new Error(`the backend's answer was not understood: ${what}`),
  });

/** Whatever keeps us from an answer (no socket, hang-up, timeout) is the backend being away. */
function asEscaleError(error: unknown): Error {
  if (isEscaleError(error)) return error;
  // The caller went away: nobody will read the answer.
  if (error instanceof errors.RequestAbortedError) return error;
  return new EscaleError("backend_unavailable", backendUnavailableMessage, { cause: error });
}

declare global {
  interface EscaleShared {
    backend?: BackendClient;
  }
}

/** The shared client of the backend on this machine. */
export const backend = (): BackendClient =>
  once("backend", () => createBackendClient(runtime().paths.backendSocket));
