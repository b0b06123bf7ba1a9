/**
 * The terminals of one workspace: the unix socket that its init connects to, the one live link,
 * and what init says of each terminal. Holds no state that init does not say again in its hello.
 */
import { rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import type { TerminalId } from "@/lib/protocol/ids";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import type { OpenTerminal, TerminalInfo } from "@/lib/protocol/workspace";
import type { PortKey } from "../ports/types";
import type { ClientFrame, KeyboardAnswer } from "./client-frames";
import { Link } from "./link";
import {
  type HelloTerminal,
  type LinkFrame,
  LinkProtocolError,
  linkMessage,
  maxTerminalsOfInit,
} from "./link-frames";
import { ListenedPorts } from "./listened-ports";
import { noRoomForTerminal, noSuchTerminal, noWorkspace, tooManyTerminals } from "./messages";
import { Pending } from "./pending";
import { Terminal } from "./terminal";
import type { Watcher } from "./types";
import { Viewer } from "./viewer";

/** How long init may take to answer, and to come back after the backend has restarted. */
const answerMs = 5_000;
const lastTerminal = 9999;
/** Whoever connects, says something and leaves again in a loop is slowed down to this. */
const reconnectMs = 100;

export interface WorkstationOptions {
  maxTerminals: number;
  log: Logger;
  activity: () => void;
  changed: () => void;
  looking: () => void;
  keyboard: (answer: KeyboardAnswer) => void;
}

export class Workstation {
  readonly #options: WorkstationOptions;
  readonly #server: Server;
  readonly #terminals = new Map<TerminalId, Terminal>();
  readonly #viewers = new Set<Viewer>();
  /** of those, the ones that it is shown to */
  readonly #audience = new Set<Viewer>();
  readonly #ready = new Pending<"hello">();
  readonly #opening = new Map<TerminalId, { size: OpenTerminal; answer: Pending<TerminalInfo> }>();
  readonly #closing = new Map<TerminalId, Pending<"closed">>();
  readonly #ports = new ListenedPorts((message) => this.#link?.send(message));
  #link: Link | null = null;
  #lastId = 0;
  #lostAt = Number.NEGATIVE_INFINITY;
  #released = false;

  constructor(options: WorkstationOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#connected(socket));
  }

  async listen(path: string): Promise<void> {
    await rm(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      // the workstation's user has another uid on the host; the folder says who may come near
      this.#server.listen({ path, readableAll: true, writableAll: true }, resolve);
    });
    this.#server.on("error", (error) => this.#options.log.error({ err: error }, "terminal socket"));
  }

  async ready(timeoutMs: number): Promise<void> {
    if (this.#released) throw noWorkspace();
    if (!this.#link?.up) await this.#ready.wait(timeoutMs, noWorkspace);
  }

  list(): TerminalInfo[] {
    return [...this.#terminals.values()].map(({ info }) => info).sort((a, b) => a.id - b.id);
  }

  async open(size: OpenTerminal): Promise<TerminalInfo> {
    await this.ready(answerMs);
    const { maxTerminals } = this.#options;
    if (this.#terminals.size + this.#opening.size >= maxTerminals)
      throw tooManyTerminals(maxTerminals);
    const id = this.#freeId();
    const answer = new Pending<TerminalInfo>();
    this.#opening.set(id, { size, answer });
    this.#link?.send(linkMessage.open(id, size.cols, size.rows));
    try {
      return await answer.wait(answerMs, noWorkspace);
    } finally {
      this.#opening.delete(id);
    }
  }

  async close(id: TerminalId): Promise<void> {
    const terminal = this.#terminals.get(id);
    if (!terminal) throw noSuchTerminal();
    terminal.closeViewers();
    const answer = this.#closing.get(id) ?? new Pending<"closed">();
    this.#closing.set(id, answer);
    this.#link?.send(linkMessage.close(id));
    await answer.wait(answerMs, noWorkspace);
  }

  /**
   * After a restart of the backend a browser may be here before init: it is waited for.
   * `watcher`: it is not the owner's.
   */
  async attach(id: TerminalId, socket: WebSocket, watcher?: Watcher): Promise<void> {
    let terminal: Terminal | undefined;
    let size: OpenTerminal | undefined;
    const own = (from: Viewer, frame: ClientFrame) => {
      if (frame.kind === "resize") {
        size = frame;
        terminal?.resize({ cols: frame.cols, rows: frame.rows });
      } else if (frame.kind === "input" && from.live) {
        terminal?.input(frame.bytes);
        this.#options.activity();
      } else if (frame.kind === "keyboard") {
        const { allow, watch, request } = frame;
        // who has seen nothing yet has not seen the question either; no is taken at any time
        if (from.live || !allow) this.#options.keyboard({ allow, watch, request });
      }
    };
    // what was typed just after the owner took the keyboard back goes nowhere
    const watching = (from: Viewer, frame: ClientFrame, { mayType }: Watcher) => {
      if (frame.kind !== "input" || !from.live || !mayType()) return;
      terminal?.input(frame.bytes);
      this.#options.activity();
    };
    const handlers = {
      frame: (from: Viewer, frame: ClientFrame) => {
        if (frame.kind === "ack") terminal?.acknowledged();
        else if (watcher) watching(from, frame, watcher);
        else own(from, frame);
      },
      gone: (who: Viewer) => {
        this.#viewers.delete(who);
        this.#audience.delete(who);
        terminal?.remove(who);
        this.#options.looking();
      },
    };
    const viewer = new Viewer(socket, handlers, watcher !== undefined);
    this.#viewers.add(viewer);
    if (watcher?.audience) this.#audience.add(viewer);
    this.#options.looking();
    try {
      await this.ready(answerMs);
    } catch {
      viewer.close(closeCodes.gone, "no workstation");
      return;
    }
    if (viewer.gone) return;
    terminal = this.#closing.has(id) ? undefined : this.#terminals.get(id);
    if (!terminal) {
      viewer.close(closeCodes.gone, "no such terminal");
      return;
    }
    if (size) terminal.resize({ cols: size.cols, rows: size.rows });
    terminal.add(viewer);
  }

  get own(): number {
    return [...this.#viewers].filter(({ watching }) => !watching).length;
  }

  get audience(): number {
    return this.#audience.size;
  }

  ports(ports: readonly PortKey[]): Promise<readonly PortKey[]> {
    return this.#ports.set(ports);
  }

  beat(): void {
    for (const viewer of [...this.#viewers]) viewer.beat();
  }

  /** `code` tells the browsers whether to come back. */
  async release(code: number): Promise<void> {
    this.#released = true;
    for (const viewer of [...this.#viewers]) viewer.close(code, "workspace released");
    this.#link?.cut();
    this.#ready.reject(noWorkspace());
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #freeId(): TerminalId {
    let id = this.#lastId;
    do id = id >= lastTerminal ? 1 : id + 1;
    while (this.#terminals.has(id) || this.#opening.has(id));
    this.#lastId = id;
    return id;
  }

  #connected(socket: Socket): void {
    const hasty = performance.now() - this.#lostAt < reconnectMs;
    if (this.#link || this.#released || hasty) {
      this.#options.log.debug("a connection to the terminal socket is refused");
      socket.on("error", () => socket.destroy());
      socket.destroy();
      return;
    }
    const link = new Link(socket, {
      frame: (frame) => this.#frame(frame),
      over: (problem) => this.#lost(problem),
    });
    this.#link = link;
  }

  #lost(problem?: string): void {
    this.#link = null;
    this.#ports.lost();
    this.#lostAt = performance.now();
    if (problem) this.#options.log.warn({ problem }, "link to the workstation cut");
    const terminals = [...this.#terminals.values()];
    this.#terminals.clear();
    for (const { answer } of this.#opening.values()) answer.reject(noWorkspace());
    for (const answer of this.#closing.values()) answer.resolve("closed");
    this.#closing.clear();
    for (const terminal of terminals) terminal.closeViewers();
    if (terminals.length > 0 && !this.#released) this.#options.changed();
  }

  #add(id: TerminalId, size: OpenTerminal, status: number | null): Terminal {
    const send = (message: Buffer) => this.#link?.send(message);
    const terminal = new Terminal(id, size, status, send);
    this.#terminals.set(id, terminal);
    return terminal;
  }

  #frame(frame: LinkFrame): void {
    switch (frame.kind) {
      case "hello":
        this.#hello(frame.terminals);
        if (frame.ports) this.#ports.linked();
        break;
      case "portsSet":
        this.#ports.answered(frame.tag, frame.failed);
        break;
      case "opened":
        this.#opened(frame.terminal);
        break;
      case "refused":
        this.#refused(frame.terminal, frame.why);
        break;
      case "closed":
        this.#closed(frame.terminal);
        break;
      default: {
        const terminal = this.#terminals.get(frame.terminal);
        if (!terminal) throw new LinkProtocolError("a frame of an unknown terminal");
        const { alive } = terminal.info;
        terminal.heard(frame);
        if (alive !== terminal.info.alive) this.#options.changed();
      }
    }
  }

  #hello(terminals: HelloTerminal[]): void {
    for (const { id, alive, status, cols, rows } of terminals) {
      this.#add(id, { cols, rows }, alive ? null : status);
      this.#lastId = Math.max(this.#lastId, id);
    }
    this.#ready.resolve("hello");
    if (terminals.length > 0) this.#options.changed();
  }

  #refused(id: TerminalId, why: "too_many" | "machine"): void {
    const most = Math.min(this.#options.maxTerminals, maxTerminalsOfInit);
    this.#opening
      .get(id)
      ?.answer.reject(why === "too_many" ? tooManyTerminals(most) : noRoomForTerminal());
  }

  #opened(id: TerminalId): void {
    const opening = this.#opening.get(id);
    if (!opening) throw new LinkProtocolError("a terminal nobody asked for");
    this.#opening.delete(id);
    const terminal = this.#add(id, opening.size, null);
    opening.answer.resolve(terminal.info);
    this.#options.changed();
  }

  #closed(id: TerminalId): void {
    const answer = this.#closing.get(id);
    if (!answer) throw new LinkProtocolError("a terminal closed that nobody closed");
    this.#closing.delete(id);
    this.#terminals.get(id)?.closeViewers();
    this.#terminals.delete(id);
    answer.resolve("closed");
    this.#options.changed();
  }
}
