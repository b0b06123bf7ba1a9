import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket as BrowserSocket } from "undici";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  ackEveryBytes,
  clientFrame,
  closeCodes,
  serverFrame,
} from "@/lib/protocol/terminal-frames";
import { type ConnectionState, type Screen, TerminalConnection } from "./connection";

/** A screen that draws only when told to, as xterm draws later than it receives. */
class SlowScreen implements Screen {
  drawn = "";
  restarts: string[] = [];
  queue: { bytes: Uint8Array; drawn: () => void }[] = [];
  paused = false;
  /** stands for xterm's answers to queries: called as bytes are drawn */
  onDraw: (text: string) => void = () => undefined;
  restart(cols: number, rows: number) {
    this.restarts.push(`${cols}x${rows}`);
    this.drawn = "";
  }
  write(bytes: Uint8Array, drawn: () => void) {
    this.queue.push({ bytes, drawn });
    if (!this.paused) queueMicrotask(() => this.flush());
  }
  flush() {
    for (const { bytes, drawn } of this.queue.splice(0)) {
      const text = new TextDecoder().decode(bytes);
      this.drawn += text;
      this.onDraw(text);
      drawn();
    }
  }
  size() {
    return { cols: 100, rows: 30 };
  }
}

let server: WebSocketServer;
let clients: WebSocket[];
let received: Buffer[];
let screen: SlowScreen;
let states: ConnectionState[];
let lost: number;
let doubts: number;
let connection: TerminalConnection;

const frame = (kind: number, ...bytes: number[]) => Buffer.from([kind, ...bytes]);
const output = (text: string) => Buffer.concat([frame(serverFrame.output), Buffer.from(text)]);
const past = (text: string) => Buffer.concat([frame(serverFrame.snapshot), Buffer.from(text)]);
const start = frame(serverFrame.snapshotStart, 0, 80, 0, 24);
const end = frame(serverFrame.snapshotEnd);
const typed = () =>
  received
    .filter((data) => data[0] === clientFrame.input)
    .map((data) => data.subarray(1).toString())
    .join("");
const acknowledged = () =>
  received
    .filter((data) => data[0] === clientFrame.ack)
    .reduce((sum, data) => sum + data.readUInt32BE(1), 0);
const client = (n: number) => {
  const socket = clients[n];
  if (socket === undefined) throw new Error(`no client ${n}`);
  return socket;
};
const phase = () => states.at(-1)?.phase;
const isReady = () => {
  const state = states.at(-1);
  return state?.phase === "open" && state.ready;
};
const soon = (check: () => boolean) =>
  vi.waitFor(() => expect(check()).toBe(true), { timeout: 4000, interval: 5 });

beforeEach(async () => {
  clients = [];
  received = [];
  states = [];
  lost = 0;
  doubts = 0;
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const { port }: AddressInfo = Object(server.address());
  server.on("connection", (socket) => {
    clients.push(socket);
    socket.on("message", (data) => received.push(Buffer.from(Object(data))));
  });
  screen = new SlowScreen();
  connection = new TerminalConnection({
    connect: () => new BrowserSocket(`ws://127.0.0.1:${port}/`),
    screen,
    onState: (state) => states.push(state),
    onInputLost: () => {
      lost += 1;
    },
    onDoubt: () => {
      doubts += 1;
    },
    heartbeat: 200,
    random: () => 0,
  });
  connection.connect();
  await soon(() => clients.length === 1);
});

afterEach(() => {
  connection.dispose();
  for (const socket of server.clients) socket.terminate();
  server.close();
});

const makeReady = async () => {
  client(0).send(start);
  client(0).send(end);
  await soon(isReady);
};

describe("a terminal's connection", () => {
  it("draws the past, then says its size, then lets typing through", async () => {
    client(0).send(start);
    client(0).send(past("vieil écran"));
    client(0).send(end);
    await soon(isReady);
    expect(screen.restarts).toEqual(["80x24"]);
    expect(screen.drawn).toBe("vieil écran");
    connection.send("ls\r");
    await soon(() => typed() === "ls\r");
    expect(received[0]?.[0]).toBe(clientFrame.resize);
    expect(received[0]?.readUInt16BE(1)).toBe(100);
  });

  it("never sends what the terminal answers to its past, and keeps what was typed meanwhile", async () => {
    screen.paused = true;
    screen.onDraw = (text) => {
      if (text.includes("\u001b[6n")) connection.send("\u001b[12;40R");
    };
    client(0).send(start);
    client(0).send(past("avant \u001b[6n après"));
    client(0).send(end);
    client(0).send(output("présent \u001b[6n"));
    await soon(() => screen.queue.length === 3);
    connection.send("a");
    screen.flush();
    await soon(() => typed().includes("R"));
    // the one answer is to the question of the present
    expect(typed()).toBe("a\u001b[12;40R");
  });

  it("acknowledges each byte drawn, and none before", async () => {
    await makeReady();
    screen.paused = true;
    client(0).send(output("x".repeat(ackEveryBytes)));
    client(0).send(output("fin"));
    await soon(() => screen.queue.length === 2);
    expect(acknowledged()).toBe(0);
    screen.flush();
    await soon(() => acknowledged() === ackEveryBytes + 3);
  });

  it("reconnects after a cut and starts its count afresh", async () => {
    await makeReady();
    screen.paused = true;
    client(0).send(output("jamais dessiné à temps"));
    await soon(() => screen.queue.length === 1);
    client(0).terminate();
    await soon(() => clients.length === 2);
    screen.flush();
    screen.paused = false;
    client(1).send(start);
    client(1).send(past("12345"));
    client(1).send(end);
    await soon(() => acknowledged() === 5);
    expect(screen.drawn).toBe("12345");
  });

  it("says that typing is lost while it is cut, rather than send it later", async () => {
    await makeReady();
    client(0).terminate();
    await soon(() => phase() === "waiting");
    connection.send("rm -r projet\r");
    expect(lost).toBe(1);
    await soon(() => clients.length === 2);
    client(1).send(start);
    client(1).send(end);
    await soon(isReady);
    connection.send("ok");
    await soon(() => typed() === "ok");
  });

  it("notices a network that is gone without a word", async () => {
    await makeReady();
    await soon(() => clients.length === 2);
    expect(states.some((state) => state.phase === "waiting")).toBe(true);
  });

  it("stays while heartbeats come", async () => {
    await makeReady();
    const beat = setInterval(() => client(0).send(frame(serverFrame.heartbeat)), 100);
    await new Promise((done) => setTimeout(done, 900));
    clearInterval(beat);
    expect(clients.length).toBe(1);
    expect(phase()).toBe("open");
  });

  it("comes back for a fresh screen when it was too slow, or the backend restarts", async () => {
    client(0).close(closeCodes.lagging);
    await soon(() => clients.length === 2);
    client(1).close(closeCodes.restarting);
    await soon(() => clients.length === 3);
    expect(doubts).toBe(0);
  });

  it("is nudged out of its wait", async () => {
    for (let n = 0; n < 4; n += 1) {
      await soon(() => clients.length === n + 1);
      client(n).terminate();
    }
    await soon(() => phase() === "waiting");
    const state = states.at(-1);
    expect(state?.phase === "waiting" && state.retryAt - Date.now() > 500).toBe(true);
    connection.nudge();
    await soon(() => clients.length === 5);
  });

  it("ends with the shell, and says its status", async () => {
    await makeReady();
    client(0).send(frame(serverFrame.exit, 0, 0, 0, 7));
    client(0).close(closeCodes.exited);
    await soon(() => phase() === "ended");
    expect(states.at(-1)).toEqual({ phase: "ended", why: "exited", status: 7 });
  });

  it("asks what became of the workspace when its terminal is gone", async () => {
    client(0).close(closeCodes.gone);
    await soon(() => phase() === "ended");
    expect(doubts).toBe(1);
  });

  it("ends on a frame it does not know", async () => {
    const noise = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const closed = once(client(0), "close");
    client(0).send(frame(99));
    const [code] = await closed;
    expect(code).toBe(closeCodes.protocol);
    expect(states.at(-1)).toEqual({ phase: "ended", why: "protocol" });
    noise.mockRestore();
  });

  it("asks after the workspace when it is refused again and again", async () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    await soon(() => doubts > 0);
  });
});
