/**
 * A Docker client without a CLI: raw requests on one kept connection of a docker socket, so that
 * what is measured is the server and not the start of a program.
 */
import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { z } from "zod";

/** The API version that both sides speak. */
const version = "/v1.41";
const createdSchema = z.object({ Id: z.string() });

export class DockerHttp {
  readonly #socket: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(socket: string) {
    this.#socket = socket;
  }

  /** The answer as it arrives; rejects on a status of 400 and more, with what it says. */
  async open(method: string, path: string, body?: Buffer | object): Promise<IncomingMessage> {
    const tar = Buffer.isBuffer(body);
    const bytes = body === undefined || tar ? body : Buffer.from(JSON.stringify(body));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = request({
        ...this.#target(method, path),
        agent: this.#agent,
        headers: {
          ...(bytes && {
            "Content-Type": tar ? "application/x-tar" : "application/json",
            "Content-Length": bytes.length,
          }),
        },
      });
      call.on("error", reject);
      call.on("response", resolve);
      call.end(bytes);
    });
    const status = response.statusCode ?? 0;
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${await buffer(response)}`);
    return response;
  }

  /** The whole answer. */
  async ask(method: string, path: string, body?: Buffer | object): Promise<Buffer> {
    return buffer(await this.open(method, path, body));
  }

  /** Creates something, and says its ID. */
  async create(path: string, body: object): Promise<string> {
    const answer = await this.ask("POST", path, body);
    return createdSchema.parse(JSON.parse(answer.toString("utf8"))).Id;
  }

  /** How many bytes the answer had. */
  async drain(method: string, path: string, body?: Buffer | object): Promise<number> {
    let length = 0;
    for await (const chunk of await this.open(method, path, body)) length += chunk.length;
    return length;
  }

  /** A raw stream both ways. */
  hijack(path: string, body?: object): Promise<Socket> {
    const bytes = body && Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const call = request({
        ...this.#target("POST", path),
        agent: false,
        createConnection: () => connect({ path: this.#socket, allowHalfOpen: true }),
        headers: {
          Connection: "Upgrade",
          Upgrade: "tcp",
          ...(bytes && { "Content-Type": "application/json" }),
          "Content-Length": bytes?.length ?? 0,
        },
      });
      call.on("error", reject);
      call.on("upgrade", (_response, socket: Socket, head: Buffer) => {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      });
      call.on("response", async (response) => {
        reject(new Error(`${path}: ${response.statusCode} ${await buffer(response)}`));
      });
      call.end(bytes);
    });
  }

  #target(method: string, path: string): RequestOptions {
    return { socketPath: this.#socket, method, path: `${version}${path}` };
  }

  close(): void {
    this.#agent.destroy();
  }
}
