/**
 * The frames between the workstation's init and the backend, as images/workstation/init/frames.h
 * documents them: u8 kind, u16 terminal, u32 payload length, payload, big-endian.
 *
 * All that comes from there is untrusted: a learner may speak in init's place. Whatever is not
 * exactly a frame of init → backend throws `LinkProtocolError`; the link is then cut.
 */
import { openTerminalSchema } from "@/lib/protocol/workspace";
import type { PortKey } from "../ports/types";

export const linkVersion = 2;
/** since when init listens on ports; a workstation made before knows nothing of them */
const portsVersion = 2;
/** init listens on at most this many, and reads as many words of two bytes: two of them for one of UDP */
export const maxPortsOfInit = 64;
/** words that it may answer with */
const maxPortWords = 2 * maxPortsOfInit;
export const headerBytes = 7;
export const maxPayloadBytes = 64 * 1024;
/** init holds at most this many terminals */
export const maxTerminalsOfInit = 32;
const helloEntryBytes = 11;

const toInit = {
  open: 1,
  input: 2,
  resize: 3,
  close: 4,
  replay: 5,
  credit: 6,
  detach: 7,
  ports: 8,
} as const;
const fromInit = {
  hello: 16,
  opened: 17,
  refused: 18,
  output: 19,
  snapshotStart: 20,
  snapshot: 21,
  snapshotEnd: 22,
  exit: 23,
  closed: 24,
  portsSet: 25,
} as const;

export class LinkProtocolError extends Error {
  override readonly name = "LinkProtocolError";
}

export interface HelloTerminal {
  id: number;
  alive: boolean;
  status: number;
  cols: number;
  rows: number;
}

export type LinkFrame =
  | { kind: "hello"; terminals: HelloTerminal[]; ports: boolean }
  | { kind: "portsSet"; tag: number; failed: PortKey[] }
  | { kind: "opened"; terminal: number }
  | { kind: "closed"; terminal: number }
  | { kind: "refused"; terminal: number; why: "too_many" | "machine" }
  | { kind: "output"; terminal: number; bytes: Buffer }
  | { kind: "snapshotStart"; terminal: number; tag: number; cols: number; rows: number }
  | { kind: "snapshot"; terminal: number; bytes: Buffer }
  | { kind: "snapshotEnd"; terminal: number }
  | { kind: "exit"; terminal: number; status: number };

function frame(kind: number, terminal: number, payloadBytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + payloadBytes);
  buffer.writeUInt8(kind, 0);
  buffer.writeUInt16BE(terminal, 1);
  buffer.writeUInt32BE(payloadBytes, 3);
  return buffer;
}

function sized(kind: number, terminal: number, cols: number, rows: number): Buffer {
  const buffer = frame(kind, terminal, 4);
  buffer.writeUInt16BE(cols, headerBytes);
  buffer.writeUInt16BE(rows, headerBytes + 2);
  return buffer;
}

function counted(kind: number, terminal: number, count: number): Buffer {
  const buffer = frame(kind, terminal, 4);
  buffer.writeUInt32BE(count, headerBytes);
  return buffer;
}

/** What the backend says to init. */
export const linkMessage = {
  open: (terminal: number, cols: number, rows: number) => sized(toInit.open, terminal, cols, rows),
  /** at most `maxPayloadBytes` */
  input: (terminal: number, bytes: Buffer) =>
    Buffer.concat([frame(toInit.input, terminal, bytes.length).subarray(0, headerBytes), bytes]),
  resize: (terminal: number, cols: number, rows: number) =>
    sized(toInit.resize, terminal, cols, rows),
  close: (terminal: number) => frame(toInit.close, terminal, 0),
  replay: (terminal: number, tag: number) => counted(toInit.replay, terminal, tag),
  credit: (terminal: number, bytes: number) => counted(toInit.credit, terminal, bytes),
  detach: (terminal: number) => frame(toInit.detach, terminal, 0),
  /** at most `maxPortsOfInit` words */
  ports(tag: number, ports: readonly PortKey[]) {
    const words = ports.flatMap(({ protocol, port }) => (protocol === "udp" ? [0, port] : [port]));
    const buffer = frame(toInit.ports, tag, 2 * words.length);
    words.forEach((word, index) => {
      buffer.writeUInt16BE(word, headerBytes + 2 * index);
    });
    return buffer;
  },
};

function exactly(payload: Buffer, bytes: number): Buffer {
  if (payload.length !== bytes) throw new LinkProtocolError("payload of the wrong length");
  return payload;
}

function parseSize(payload: Buffer, at: number): { cols: number; rows: number } {
  const size = openTerminalSchema.safeParse({
    cols: payload.readUInt16BE(at),
    rows: payload.readUInt16BE(at + 2),
  });
  if (!size.success) throw new LinkProtocolError("size out of range");
  return size.data;
}

function parseHello(payload: Buffer): LinkFrame {
  if (payload.length < 2) throw new LinkProtocolError("short hello");
  const version = payload.readUInt8(0);
  if (version < 1 || version > linkVersion) throw new LinkProtocolError("another link version");
  const count = payload.readUInt8(1);
  if (count > maxTerminalsOfInit) throw new LinkProtocolError("too many terminals");
  exactly(payload, 2 + count * helloEntryBytes);
  const terminals = Array.from({ length: count }, (_, index) => {
    const at = 2 + index * helloEntryBytes;
    return {
      id: terminalNumber(payload.readUInt16BE(at)),
      alive: payload.readUInt8(at + 2) !== 0,
      status: payload.readInt32BE(at + 3),
      ...parseSize(payload, at + 7),
    };
  });
  if (new Set(terminals.map(({ id }) => id)).size !== count)
    throw new LinkProtocolError("a terminal is listed twice");
  return { kind: "hello", terminals, ports: version >= portsVersion };
}

function parsePortsSet(tag: number, payload: Buffer): LinkFrame {
  if (payload.length % 2 !== 0 || payload.length > 2 * maxPortWords)
    throw new LinkProtocolError("ports of the wrong length");
  const failed: PortKey[] = [];
  for (let at = 0; at < payload.length; at += 2) {
    const word = payload.readUInt16BE(at);
    const udp = word === 0;
    // a zero alone: an init that knows nothing of UDP
    if (udp) at += 2;
    const port = udp && at < payload.length ? payload.readUInt16BE(at) : word;
    failed.push({ protocol: udp ? "udp" : "tcp", port });
  }
  return { kind: "portsSet", tag, failed };
}

function terminalNumber(id: number): number {
  if (id < 1 || id > 9999) throw new LinkProtocolError("terminal number out of range");
  return id;
}

function parse(kind: number, id: number, payload: Buffer): LinkFrame {
  if (kind === fromInit.hello) return parseHello(payload);
  if (kind === fromInit.portsSet) return parsePortsSet(id, payload);
  const terminal = terminalNumber(id);
  switch (kind) {
    case fromInit.opened:
      exactly(payload, 0);
      return { kind: "opened", terminal };
    case fromInit.refused: {
      const why = exactly(payload, 1).readUInt8(0);
      if (why !== 1 && why !== 2) throw new LinkProtocolError("refused for no known reason");
      return { kind: "refused", terminal, why: why === 1 ? "too_many" : "machine" };
    }
    case fromInit.output:
      return { kind: "output", terminal, bytes: payload };
    case fromInit.snapshotStart: {
      exactly(payload, 8);
      return {
        kind: "snapshotStart",
        terminal,
        tag: payload.readUInt32BE(0),
        ...parseSize(payload, 4),
      };
    }
    case fromInit.snapshot:
      return { kind: "snapshot", terminal, bytes: payload };
    case fromInit.snapshotEnd:
      exactly(payload, 0);
      return { kind: "snapshotEnd", terminal };
    case fromInit.exit:
      return { kind: "exit", terminal, status: exactly(payload, 4).readInt32BE(0) };
    case fromInit.closed:
      exactly(payload, 0);
      return { kind: "closed", terminal };
    default:
      throw new LinkProtocolError(`frame of unknown kind ${kind}`);
  }
}

/** Cuts a byte stream into frames; holds at most one unfinished frame. */
export class LinkFrameReader {
  #rest: Buffer[] = [];
  #restBytes = 0;
  /** bytes of the unfinished frame, header included, as far as known */
  #wanted = headerBytes;

  *push(chunk: Buffer): Generator<LinkFrame> {
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    if (this.#restBytes < this.#wanted) return;
    let buffer = this.#rest.length === 1 ? chunk : Buffer.concat(this.#rest);
    while (buffer.length >= headerBytes) {
      const length = buffer.readUInt32BE(3);
      if (length > maxPayloadBytes) throw new LinkProtocolError("payload too long");
      this.#wanted = headerBytes + length;
      if (buffer.length < this.#wanted) break;
      yield parse(
        buffer.readUInt8(0),
        buffer.readUInt16BE(1),
        buffer.subarray(headerBytes, this.#wanted),
      );
      buffer = buffer.subarray(this.#wanted);
      this.#wanted = headerBytes;
    }
    this.#rest = buffer.length > 0 ? [buffer] : [];
    this.#restBytes = buffer.length;
  }
}
