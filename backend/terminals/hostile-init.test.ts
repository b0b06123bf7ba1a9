/** Whoever speaks in init's place harms the terminals of that one workspace, and nothing else. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { createTerminals } from "./terminals";
import { Browser, serveTerminals } from "./testing/browser";
import type { Terminals } from "./types";

const workspace = "0123456789ab";
const other = "ba9876543210";
const frame = (kind: number, terminal: number, payload: number[] = []) =>
  Buffer.from([
    kind,
    terminal >> 8,
    terminal & 255,
    0,
    0,
    payload.length >> 8,
    payload.length & 255,
    ...payload,
  ]);
const emptyHello = frame(16, 0, [1, 0]);
const helloOf = (terminal: number) =>
  frame(16, 0, [1, 1, 0, terminal, 1, 0, 0, 0, 0, 0, 80, 0, 24]);

let folder: string;
let terminals: Terminals;
let front: { close(): Promise<void> };
let changes: string[];
const sockets: Socket[] = [];
const socketOf = (id: string) => join(folder, `${id}.sock`);
const frontPath = () => join(folder, "front.sock");

async function fakeInit(id: string, ...says: Buffer[]): Promise<Socket> {
  const socket = connect(socketOf(id));
  socket.on("error", () => socket.destroy());
  sockets.push(socket);
  await once(socket, "connect");
  for (const bytes of says) socket.write(bytes);
  return socket;
}
const ended = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.resume();
    if (socket.destroyed) resolve();
    else socket.on("close", () => resolve());
  });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-hostile-"));
  changes = [];
  terminals = createTerminals({
    limits: { terminals: 8 },
    log: pino({ level: "silent" }),
    events: {
      activity: () => {},
      changed: (id) => changes.push(id),
      looking: () => {},
      keyboard: () => {},
    },
  });
  for (const id of [workspace, other]) await terminals.listen(id, socketOf(id));
  front = await serveTerminals(terminals, frontPath());
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await front.close();
  await terminals.closeAll();
  await rm(folder, { recursive: true });
});

describe("an init that lies", () => {
  it("is cut when it sends output that nobody gave it credit for", async () => {
    const init = await fakeInit(workspace, helloOf(1));
    await terminals.ready(workspace, 1000);
    init.write(frame(19, 1, [65]));
    await ended(init);
    expect(terminals.list(workspace)).toEqual([]);
  });

  it("is cut when it opens, or closes, what nobody asked for", async () => {
    const first = await fakeInit(workspace, emptyHello, frame(17, 5));
    await ended(first);
    await pause(120);
    const second = await fakeInit(workspace, helloOf(1), frame(24, 1));
    await ended(second);
    expect(terminals.list(workspace)).toEqual([]);
  });

  it("is cut when its snapshot never ends, and the browser is told to come back", async () => {
    const init = await fakeInit(workspace, helloOf(1));
    const browser = new Browser(frontPath(), workspace, 1, { ack: false });
    await once(init, "data");
    init.write(frame(20, 1, [0, 0, 0, 1, 0, 80, 0, 24]));
    const piece = frame(
      21,
      1,
      Array.from({ length: 60_000 }, () => 65),
    );
    for (let sent = 0; sent < 6; sent++) init.write(piece);
    await ended(init);
    expect(await browser.closed).toBe(closeCodes.gone);
    expect(browser.snapshotBytes).toBeLessThanOrEqual(256 * 1024 + 4096);
  });

  it("is refused while another lives, and taken once that one has gone", async () => {
    const first = await fakeInit(workspace, helloOf(1));
    await terminals.ready(workspace, 1000);
    const second = await fakeInit(workspace, helloOf(2));
    await ended(second);
    expect(terminals.list(workspace)).toEqual([{ id: 1, alive: true }]);
    first.destroy();
    await pause(150);
    await fakeInit(workspace, helloOf(3));
    await terminals.ready(workspace, 1000);
    expect(terminals.list(workspace)).toEqual([{ id: 3, alive: true }]);
  });

  it("reaches nobody else's terminals whatever bytes it sends", async () => {
    await fakeInit(other, helloOf(9));
    await terminals.ready(other, 1000);
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
            fc
              .tuple(
                fc.integer({ min: 15, max: 26 }),
                fc.nat(3),
                fc.array(fc.nat(255), { maxLength: 20 }),
              )
              .map(([kind, id, payload]) => frame(kind, id, payload)),
          ),
          { maxLength: 30 },
        ),
        async (polite, chunks) => {
          await pause(110); // or it would not be listened to
          const init = await fakeInit(workspace, ...(polite ? [helloOf(1)] : []), ...chunks);
          init.end();
          await ended(init);
        },
      ),
      { numRuns: 25 },
    );
    expect(terminals.list(other)).toEqual([{ id: 9, alive: true }]);
  });

  it("that connects and leaves in a loop is heard ten times a second at most", async () => {
    const begin = performance.now();
    for (let round = 0; round < 60; round++) {
      const init = await fakeInit(workspace, helloOf(1));
      init.end();
      await ended(init);
    }
    const tenths = (performance.now() - begin) / 100;
    // each time it is heard it appears and disappears
    expect(changes.length).toBeLessThanOrEqual(2 * (tenths + 2));
  });
});

describe("without a workstation", () => {
  it("opening a terminal is refused in French, and a browser is told that it is gone", async () => {
    await expect(terminals.open("ffffffffffff", { cols: 80, rows: 24 })).rejects.toMatchObject({
      code: "no_workspace",
      message: expect.stringContaining("espace de travail"),
    });
    await expect(terminals.ready(workspace, 50)).rejects.toMatchObject({ code: "no_workspace" });
    const browser = new Browser(frontPath(), "ffffffffffff", 1);
    expect(await browser.closed).toBe(closeCodes.gone);
  });

  it("a released workspace lets its browsers go at once", async () => {
    await fakeInit(workspace, helloOf(1));
    await terminals.ready(workspace, 1000);
    const browser = new Browser(frontPath(), workspace, 1);
    await once(browser.socket, "open");
    await terminals.release(workspace);
    expect(await browser.closed).toBe(closeCodes.gone);
  });
});
