/**
 * HTTP to the backend over its unix socket, with every answer checked and every failure an
 * EscaleError.
 */
import type { Readable } from "node:stream";
import { Agent, type Dispatcher, errors } from "undici";
import { z } from "zod";
import { EscaleError, errorBodySchema, isEscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";

type Method = "GET" | "PUT" | "POST" | "DELETE";

export interface SendOptions {
  /** sent as JSON */
  readonly body?: unknown;
  /** sent as it is */
  readonly content?: Readable;
  readonly signal?: AbortSignal;
  readonly bodyTimeout?: number;
  readonly headersTimeout?: number;
}

export interface Transport {
  /** Throws EscaleError with what the backend answered, or backend_unavailable. */
  send(method: Method, path: string, options?: SendOptions): Promise<Dispatcher.ResponseData>;
  /** The same for an answer in JSON, which has to be of that shape. */
  call<T>(method: Method, path: string, schema: z.ZodType<T>, options?: SendOptions): Promise<T>;
  close(): Promise<void>;
}

export const timeouts = {
  connectMs: 2_000,
  /** a cold workstation on a loaded machine */
  answerMs: 60_000,
  healthMs: 3_000,
  /** The backend sends a heartbeat each 15 s: three missing and the stream is dead. */
  streamMs: 45_000,
};
/** none of the answers comes near */
const maxAnswerBytes = 1024 ** 2;

export const backendUnavailableMessage =
  "Les terminaux sont momentanément indisponibles : le service qui les fournit ne répond pas. Les leçons restent lisibles ; réessayez dans quelques instants.";

/** The path of an owner's workspace in the backend's API. */
export const workspacePath = (owner: Owner): string =>
  `/v1/owners/${encodeURIComponent(owner)}/workspace`;

export function createTransport(socketPath: string): Transport {
  const agent = new Agent({
    connect: { socketPath, timeout: timeouts.connectMs },
    connections: 256,
    headersTimeout: timeouts.answerMs,
    bodyTimeout: timeouts.answerMs,
  });

  async function send(
    method: Method,
    path: string,
    options: SendOptions = {},
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
        ...(options.content === undefined
          ? {}
          : {
              body: options.content,
              headers: { "content-type": "application/octet-stream" },
            }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(options.bodyTimeout === undefined ? {} : { bodyTimeout: options.bodyTimeout }),
        ...(options.headersTimeout === undefined ? {} : { headersTimeout: options.headersTimeout }),
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
    method: Method,
    path: string,
    schema: z.ZodType<T>,
    options: SendOptions = {},
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

  return { send, call, close: () => agent.destroy() };
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
