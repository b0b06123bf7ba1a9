/** For tests: a browser's end of a terminal's WebSocket, over a unix socket as web does it. */
import { createServer } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { clientFrame, serverFrame } from "@/lib/protocol/terminal-frames";
import type { Terminals } from "../types";

/** Serves `terminals` at /<workspace>/<terminal> on a unix socket. */
export async function serveTerminals(terminals: Terminals, path: string) {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request, socket, head) => {
    const [, workspace = "", terminal = ""] = (request.url ?? "").split("/");
    sockets.handleUpgrade(request, socket, head, (ws) =>
      terminals.attach(workspace, Number(terminal), ws),
    );
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    async close() {
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export class Browser {
  readonly socket: WebSocket;
  /** everything drawn since the last SNAPSHOT_START */
  screen = "";
  /** everything received as live output, and as snapshot */
  output = "";
  snapshot = "";
  outputBytes = 0;
  snapshotBytes = 0;
  snapshots = 0;
  size: { cols: number; rows: number } | null = null;
  status: number | null = null;
  heartbeats = 0;
  readonly closed: Promise<number>;
  #decoder = new TextDecoder();
  #live = false;
  #watchers = new Set<() => void>();

  /**
   * `ack`: acknowledge everything at once, as a fast browser; `keepText` false for floods;
   * `suffix`: of the path, where it is not `serveTerminals` that serves.
   */
  constructor(
    path: string,
    workspace: string,
    terminal: number,
    readonly options: { ack?: boolean; keepText?: boolean; suffix?: string } = {},
  ) {
    this.socket = new WebSocket(
      `ws+unix:${path}:/${workspace}/${terminal}${options.suffix ?? ""}`,
      {
        perMessageDeflate: false,
      },
    );
    this.closed = new Promise((resolve) => this.socket.on("close", resolve));
    this.socket.on("error", () => this.socket.terminate());
    this.socket.on("message", (data) => {
      if (Buffer.isBuffer(data)) this.#message(data);
      for (const watcher of [...this.#watchers]) watcher();
    });
    this.socket.on("close", () => {
      for (const watcher of [...this.#watchers]) watcher();
    });
  }

  #message(frame: Buffer): void {
    const body = frame.subarray(1);
    switch (frame.readUInt8(0)) {
      case serverFrame.snapshotStart:
        this.size = { cols: body.readUInt16BE(0), rows: body.readUInt16BE(2) };
        this.screen = this.snapshot = "";
        this.#decoder = new TextDecoder();
        break;
      case serverFrame.snapshot:
        this.snapshotBytes += body.length;
        this.#drawn(body, true);
        break;
      case serverFrame.snapshotEnd:
        this.snapshots += 1;
        this.#live = true;
        break;
      case serverFrame.output:
        this.outputBytes += body.length;
        this.#drawn(body, false);
        break;
      case serverFrame.exit:
        this.status = body.readInt32BE(0);
        break;
      case serverFrame.heartbeat:
        this.heartbeats += 1;
        break;
    }
  }

  #drawn(body: Buffer, past: boolean): void {
    if (this.options.keepText !== false) {
      const text = this.#decoder.decode(body, { stream: true });
      this.screen += text;
      if (past) this.snapshot += text;
      else this.output += text;
    }
    if (this.options.ack !== false) this.ack(body.length);
  }

  ack(bytes: number): void {
    const frame = Buffer.alloc(5);
    frame.writeUInt8(clientFrame.ack, 0);
    frame.writeUInt32BE(bytes, 1);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame);
  }

  type(text: string | Buffer): void {
    this.socket.send(Buffer.concat([Buffer.of(clientFrame.input), Buffer.from(text)]));
  }

  resize(cols: number, rows: number): void {
    const frame = Buffer.alloc(5);
    frame.writeUInt8(clientFrame.resize, 0);
    frame.writeUInt16BE(cols, 1);
    frame.writeUInt16BE(rows, 3);
    this.socket.send(frame);
  }

  /** Waits until `seen` holds, at each message; `what` names it when it never does. */
  async until(what: string, seen: () => boolean, timeoutMs = 10_000): Promise<void> {
    if (seen()) return;
    await new Promise<void>((resolve, reject) => {
      const done = (act: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(watcher);
        act();
      };
      const watcher = () => seen() && done(resolve);
      const tail = () => JSON.stringify(this.screen.slice(-600));
      const timer = setTimeout(
        () => done(() => reject(new Error(`never came: ${what}; screen ends ${tail()}`))),
        timeoutMs,
      );
      this.#watchers.add(watcher);
    });
  }

  live(): Promise<void> {
    return this.until("the snapshot's end", () => this.#live);
  }

  async see(pattern: RegExp, timeoutMs?: number): Promise<void> {
    await this.until(String(pattern), () => pattern.test(this.screen), timeoutMs);
  }

  /** Types a command, waits for its end, and returns what it wrote. */
  async run(command: string, timeoutMs?: number): Promise<string> {
    const marker = Math.random().toString(36).slice(2, 10);
    const from = this.screen.length;
    // the quotes keep the markers out of the command line's echo
    this.type(`echo "<"${marker}">"; ${command}; echo "</"${marker}">"\r`);
    const output = new RegExp(`<${marker}>\r\n(.*?)</${marker}>`, "s");
    await this.until(command, () => output.test(this.screen.slice(from)), timeoutMs);
    return (output.exec(this.screen.slice(from))?.[1] ?? "").replaceAll("\r\n", "\n");
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}
