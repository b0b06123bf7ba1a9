/** The published ports of one workspace: its socket, and who is connected through it. */
import { rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { EscaleError } from "@/lib/protocol/errors";
import { messages } from "../errors";
import type { Log } from "../log";
import { connectTo, serveConnection } from "./connection";
import { shared } from "./shared";
import type { Targets } from "./targets";

/** As many as init relays, of either kind, and room for those of the learner's own making. */
const maxConnections = 128;
/** to containers, for previews in the browser */
const maxPreviews = 96;

export const portNotPublished = () =>
  new EscaleError("port_not_published", messages.portNotPublished);

export class WorkspacePorts {
  readonly #targets: () => Promise<Targets>;
  readonly #log: Log;
  #closed = false;
  readonly #connections = new Map<Socket, string | undefined>();
  /** those of previews: to the container, which is named */
  readonly #previews = new Map<Socket, string>();
  #connecting = 0;
  readonly #server = createServer({ allowHalfOpen: true }, (socket) => this.#connected(socket));

  /** `targets` asks the engine: a connection goes where it says now. */
  constructor(targets: () => Promise<Targets>, log: Log) {
    this.#targets = shared(targets);
    this.#log = log;
    this.#server.maxConnections = maxConnections;
  }

  async listen(path: string): Promise<void> {
    await rm(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      // the workstation's user has another uid on the host; the folder says who may come near
      this.#server.listen({ path, readableAll: true, writableAll: true }, resolve);
    });
    this.#server.on("error", (error) => this.#log.error({ err: error }, "ports' socket"));
  }

  /** Ends the connections to containers that are not among these. */
  keepOnly(containers: ReadonlySet<string>): void {
    for (const [socket, container] of [...this.#connections, ...this.#previews])
      if (container !== undefined && !containers.has(container)) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#closed = true;
    for (const socket of [...this.#connections.keys(), ...this.#previews.keys()]) socket.destroy();
    await closed;
  }

  /** See `Ports.connect`. */
  async connect(port: number): Promise<Socket> {
    if (this.#previews.size + this.#connecting >= maxPreviews) {
      throw new EscaleError("too_many_requests", messages.tooManyConnections);
    }
    this.#connecting += 1;
    try {
      const target = (await this.#targets()).tcp.get(port);
      if (target === undefined) throw portNotPublished();
      const server = await connectTo(target).catch((cause: unknown) => {
        throw new EscaleError("port_no_answer", messages.portNoAnswer, { cause });
      });
      server.on("error", () => server.destroy());
      if (this.#closed) {
        server.destroy();
        throw portNotPublished();
      }
      this.#previews.set(server, target.container);
      server.once("close", () => this.#previews.delete(server));
      return server;
    } finally {
      this.#connecting -= 1;
    }
  }

  #connected(socket: Socket): void {
    this.#connections.set(socket, undefined);
    socket.on("close", () => this.#connections.delete(socket));
    serveConnection(
      socket,
      async ({ protocol, port }) => (await this.#targets())[protocol].get(port),
      (container) => {
        if (!socket.destroyed) this.#connections.set(socket, container);
      },
    ).catch((error: unknown) => {
      this.#log.warn({ err: error }, "a connection to a published port failed");
      socket.destroy();
    });
  }
}
