/**
 * The gateway's only way to the engine: typed requests on its unix socket. Paths are built from
 * segments and queries from values, each encoded here, so that nothing a learner wrote can
 * change what is asked. Headers are ours; none of the learner's pass.
 */
import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  request,
} from "node:http";
import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { DockerError } from "./errors";
import { messages } from "./messages";
import { maxApiVersion } from "./versions";

export interface EngineRequest {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** each one encoded; a segment may hold the slashes of an image repository */
  path: readonly string[];
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** sent as JSON */
  json?: unknown;
  /** sent as a tar archive */
  tar?: Readable;
  /** ends the request and its response */
  signal?: AbortSignal;
}

export interface EngineClient {
  /** Asks and reads the whole answer as `schema` understands it. */
  json<T>(request: EngineRequest, schema: z.ZodType<T>): Promise<T>;
  /** Asks, and throws away the answer's body; resolves to its status (2xx or 304). */
  empty(request: EngineRequest): Promise<number>;
  /** Asks, and hands over the answer as it arrives. */
  stream(request: EngineRequest): Promise<IncomingMessage>;
  /** Asks for a raw stream in both directions (HTTP 101); `head` is what has already arrived. */
  hijack(request: EngineRequest): Promise<{ socket: Socket; head: Buffer; contentType: string }>;
  close(): void;
}

/** The engine's error, in its own words: names still scoped. Translated where it leaves. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const errorBody = z.object({ message: z.string() });

/** A whole answer larger than this is not one of the engine's. */
const maxAnswer = 64 * 1024 ** 2;

export function createEngineClient(socketPath: string): EngineClient {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });

  const send = (wanted: EngineRequest, options: RequestOptions = {}): ClientRequest => {
    const body = wanted.json === undefined ? undefined : Buffer.from(JSON.stringify(wanted.json));
    const call = request({
      socketPath,
      agent,
      method: wanted.method,
      path: enginePath(wanted),
      ...(wanted.signal && { signal: wanted.signal }),
      ...options,
      headers: {
        Host: "docker",
        ...(body && { "Content-Type": "application/json", "Content-Length": body.length }),
        ...(!body && !wanted.tar && wanted.method === "POST" && { "Content-Length": 0 }),
        ...(wanted.tar && { "Content-Type": "application/x-tar" }),
        ...options.headers,
      },
    });
    if (wanted.tar) pipeline(wanted.tar, call).catch((error: Error) => call.destroy(error));
    else call.end(body);
    return call;
  };

  const answer = async (wanted: EngineRequest, retried = false): Promise<IncomingMessage> => {
    const call = send(wanted);
    try {
      return await new Promise<IncomingMessage>((resolve, reject) => {
        call.once("response", resolve);
        call.on("error", reject);
      });
    } catch (error) {
      // an idle connection that a restarted engine had closed: the request never reached it
      if (call.reusedSocket && !retried && !wanted.tar && codeOf(error) === "ECONNRESET")
        return answer(wanted, true);
      throw unreachable(error);
    }
  };

  const checked = async (wanted: EngineRequest): Promise<IncomingMessage> => {
    const response = await answer(wanted);
    const status = response.statusCode ?? 500;
    // whoever reads it hears of a break; one that nobody reads any more must not end the process
    response.on("error", () => response.destroy());
    if (status < 400) return response;
    throw await engineError(response);
  };

  return {
    async json(wanted, schema) {
      const bytes = await readAll(await checked(wanted));
      return understand(schema, bytes);
    },
    async empty(wanted) {
      const response = await checked(wanted);
      response.resume();
      return response.statusCode ?? 500;
    },
    stream: checked,
    hijack: (wanted) =>
      new Promise((resolve, reject) => {
        const call = send(wanted, {
          agent: false,
          createConnection: () => connect({ path: socketPath, allowHalfOpen: true }),
          headers: { Connection: "Upgrade", Upgrade: "tcp" },
        });
        call.once("upgrade", (response, socket: Socket, head) => {
          socket.on("error", () => socket.destroy());
          resolve({ socket, head, contentType: response.headers["content-type"] ?? "" });
        });
        call.once("response", (response) => {
          engineError(response).then(reject, reject);
        });
        call.on("error", (error) => reject(unreachable(error)));
      }),
    close: () => agent.destroy(),
  };
}

function enginePath({ path, query = {} }: EngineRequest): string {
  const encoded = path.map((part) => part.split("/").map(encodeURIComponent).join("/")).join("/");
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined)
      for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  return `/v${maxApiVersion.text}/${encoded}${search.size > 0 ? `?${search}` : ""}`;
}

async function engineError(response: IncomingMessage): Promise<EngineError> {
  const text = (await readAll(response)).toString("utf8");
  let message = text;
  try {
    message = errorBody.parse(JSON.parse(text)).message;
  } catch {
    // HEAD answers and the mux's own 404 have no JSON: the text is all there is
  }
  return new EngineError(response.statusCode ?? 500, message);
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxAnswer) throw new DockerError(502, messages.engineMisread);
  }
  return Buffer.concat(chunks);
}

function understand<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString("utf8")));
  } catch (cause) {
    throw new DockerError(502, messages.engineMisread, { cause });
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? error.code : undefined;

function unreachable(error: unknown): unknown {
  const code = codeOf(error);
  return code === "ECONNREFUSED" || code === "ENOENT" || code === "ECONNRESET"
    ? new DockerError(503, messages.notStarted, { cause: error })
    : error;
}
