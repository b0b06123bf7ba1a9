/** A browser is told that the line lives, and one that is gone without a word is noticed. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { heartbeatMs } from "@/lib/protocol/terminal-frames";
import { createTerminals } from "./terminals";
import { Browser, serveTerminals } from "./testing/browser";
import type { Terminals } from "./types";

const workspace = "0123456789ab";
let folder: string;
let terminals: Terminals;
let front: { close(): Promise<void> };

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  folder = await mkdtemp(join(tmpdir(), "escale-heartbeat-"));
  terminals = createTerminals({
    limits: { terminals: 8 },
    log: pino({ level: "silent" }),
    events: { activity: () => {}, changed: () => {}, looking: () => {}, keyboard: () => {} },
  });
  await terminals.listen(workspace, join(folder, "terminals.sock"));
  front = await serveTerminals(terminals, join(folder, "front.sock"));
});
afterEach(async () => {
  await front.close();
  await terminals.closeAll();
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

it("beats for a browser that answers, as long as it does", async () => {
  const browser = new Browser(join(folder, "front.sock"), workspace, 1);
  await once(browser.socket, "open");
  for (let beat = 1; beat <= 6; beat++) {
    const pinged = once(browser.socket, "ping");
    vi.advanceTimersByTime(heartbeatMs);
    await pinged;
    await new Promise((resolve) => setTimeout(resolve, 20)); // the pong is on its way
    expect(browser.heartbeats).toBe(beat);
  }
  expect(browser.socket.readyState).toBe(browser.socket.OPEN);
});

it("lets go of a browser that has stopped answering", async () => {
  const browser = new Browser(join(folder, "front.sock"), workspace, 1);
  await once(browser.socket, "open");
  browser.socket.pause();
  for (let beat = 0; beat < 4; beat++) vi.advanceTimersByTime(heartbeatMs);
  browser.socket.resume();
  expect(await browser.closed).toBe(1006);
});
