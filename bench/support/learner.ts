/**
 * A learner without a browser: the same HTTP and WebSocket that the page speaks, so that what is
 * measured is the whole path through web, backend and workstation.
 */
import { stripVTControlCharacters } from "node:util";
import WebSocket from "ws";
import { clientFrame, serverFrame } from "@/lib/protocol/terminal-frames";
import {
  terminalInfoSchema,
  type WorkspaceView,
  workspaceViewSchema,
} from "@/lib/protocol/workspace";

export class Learner {
  #cookie = "";
  readonly #site: string;

  constructor(site: string) {
    this.#site = site;
  }

  /** The body of what is answered, null where there is none. Throws what is no success. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, this.#site), {
      method,
      headers: {
        origin: new URL(this.#site).origin,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
    if (cookies.length > 0) this.#cookie = cookies.join("; ");
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** As a page of the site sends it along. */
  get cookie(): string {
    return this.#cookie;
  }

  async open(): Promise<Extract<WorkspaceView, { state: "running" }>> {
    const view = workspaceViewSchema.parse(await this.call("POST", "/api/workspace"));
    if (view.state !== "running") throw new Error(`workspace is ${view.state}`);
    return view;
  }

  async remove(): Promise<void> {
    await this.call("DELETE", "/api/workspace?files=remove");
  }

  async terminal(): Promise<TerminalClient> {
    const info = terminalInfoSchema.parse(
      await this.call("POST", "/api/workspace/terminals", { cols: 80, rows: 24 }),
    );
    const url = new URL(`/api/workspace/terminals/${info.id}/socket`, this.#site);
    url.protocol = "ws:";
    const socket = new WebSocket(url, {
      headers: { cookie: this.#cookie, origin: new URL(this.#site).origin },
      perMessageDeflate: false,
    });
    socket.binaryType = "nodebuffer";
    const client = new TerminalClient(socket);
    await client.opened;
    return client;
  }
}

/** Speaks lib/protocol/terminal-frames and acknowledges what it receives at once. */
export class TerminalClient {
  readonly opened: Promise<void>;
  readonly #socket: WebSocket;
  #received = 0;
  #tail = Buffer.alloc(0);
  readonly #listeners = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.opened = new Promise((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    socket.on("message", (data) => {
      if (!Buffer.isBuffer(data)) return;
      const kind = data[0];
      if (kind !== serverFrame.output && kind !== serverFrame.snapshot) return;
      const bytes = data.subarray(1);
      this.#received += bytes.length;
      this.#tail = Buffer.concat([this.#tail, bytes]).subarray(-4096);
      const ack = Buffer.alloc(5);
      ack[0] = clientFrame.ack;
      ack.writeUInt32BE(bytes.length, 1);
      socket.send(ack);
      for (const listener of this.#listeners) listener();
    });
  }

  get received(): number {
    return this.#received;
  }

  type(text: string): void {
    this.#socket.send(Buffer.concat([Buffer.from([clientFrame.input]), Buffer.from(text)]));
  }

  /** Forgets what was drawn, so that the next `until` waits for something new. */
  clear(): void {
    this.#tail = Buffer.alloc(0);
  }

  /** Resolves when `done` holds of the last 4 KiB drawn and of the count of bytes received. */
  until(done: (tail: string, received: number) => boolean, timeoutMs = 30_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!done(this.#tail.toString("latin1"), this.#received)) return;
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(check);
        reject(new Error(`terminal: nothing expected within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#listeners.add(check);
      check();
    });
  }

  close(): void {
    this.#socket.close();
  }
}

/** The workstation's prompt has been drawn. */
export const isPrompt = (tail: string): boolean => /\$ $/.test(stripVTControlCharacters(tail));
