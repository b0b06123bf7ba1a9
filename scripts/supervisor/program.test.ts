import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { endLeftover, readPidFile, startOf, writePidFile } from "../system/pid-file";
import { Program } from "./program";

// whole node processes start here, on machines that may be busy
vi.setConfig({ testTimeout: 20_000 });

let folder: string;
let programs: Program[];
let output: string[];
let events: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-program-"));
  programs = [];
  output = [];
  events = [];
});
afterEach(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await rm(folder, { recursive: true, force: true });
});

function program(script: string, graceMs = 2_000): Program {
  const made = new Program({
    name: "test",
    command: process.execPath,
    args: ["-e", script, "--", `--instance=${folder}`],
    env: {},
    cwd: folder,
    pidFile: join(folder, "test.pid"),
    graceMs,
    onOutput: (line) => output.push(line),
    onEvent: (line) => events.push(line),
  });
  programs.push(made);
  return made;
}

const waits = "console.log('ready'); setInterval(() => {}, 1000)";
const pidInFile = async () => Number(await readFile(join(folder, "test.pid"), "utf8"));

test("kill -9 is healed within a second, and the pid file follows", async () => {
  const supervised = program(waits);
  await supervised.start();
  await vi.waitFor(() => expect(output).toEqual(["ready"]), 5_000);
  const first = supervised.pid ?? 0;
  expect(await pidInFile()).toBe(first);
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(supervised.pid ?? first).not.toBe(first), 1_000);
  await vi.waitFor(async () => expect(await pidInFile()).toBe(supervised.pid), 1_000);
  expect(events[0]).toContain("SIGKILL");
});

test("a program that ends by itself with status 0 is started again too", async () => {
  const supervised = program("console.log('ran')");
  await supervised.start();
  await vi.waitFor(() => expect(output.length).toBeGreaterThanOrEqual(2), 5_000);
  expect(events[0]).toContain("status 0");
});

test("a command that does not exist is reported and retried, not thrown", async () => {
  const missing = new Program({
    name: "missing",
    command: join(folder, "nothing-here"),
    args: [],
    env: {},
    cwd: folder,
    pidFile: join(folder, "missing.pid"),
    graceMs: 100,
    onOutput: () => {},
    onEvent: (line) => events.push(line),
  });
  programs.push(missing);
  await missing.start();
  await vi.waitFor(() => expect(events.join("\n")).toContain("ENOENT"), 2_000);
  await vi.waitFor(
    () => expect(events.filter((line) => line.includes("again")).length).toBeGreaterThan(1),
    2_000,
  );
});

test("stop ends it for good, also one that ignores SIGTERM, and removes the pid file", async () => {
  const stubborn = program(`process.on('SIGTERM', () => {}); ${waits}`, 200);
  await stubborn.start();
  await vi.waitFor(() => expect(output).toEqual(["ready"]), 5_000);
  const pid = stubborn.pid ?? 0;
  await stubborn.stop();
  expect(startOf(pid)).toBeNull();
  await expect(pidInFile()).rejects.toThrow("ENOENT");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(stubborn.pid).toBeNull();
});

test("stopping while it waits to be restarted leaves nothing running", async () => {
  const crashing = program("process.exit(3)");
  await crashing.start();
  await vi.waitFor(() => expect(events.length).toBeGreaterThan(2), 5_000);
  await crashing.stop();
  const before = events.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(events.length).toBe(before);
});

test("what a killed supervisor left running is found by its pid file and ended", async () => {
  const mark = `--instance=${folder}`;
  const orphan = spawn(process.execPath, ["-e", waits, "--", mark], {
    detached: true,
    stdio: "ignore",
  });
  const pid = orphan.pid ?? 0;
  const file = join(folder, "orphan.pid");
  await writePidFile(file, pid);
  await vi.waitFor(async () => expect((await readPidFile(file, mark))?.pid).toBe(pid), 5_000);
  // the pid of another instance's program, or of something else altogether: not ours to end
  expect(await readPidFile(file, "--instance=/elsewhere")).toBeNull();
  expect(await endLeftover(join(folder, "absent.pid"), mark)).toBe(false);
  expect(startOf(pid)).not.toBeNull();
  expect(await endLeftover(file, mark)).toBe(true);
  expect(startOf(pid)).toBeNull();
  await expect(readFile(file)).rejects.toThrow("ENOENT");
});

test.runIf(process.getuid?.() === 0)(
  "what serves everybody is preferred to a learner's work",
  async () => {
    const served = program("setInterval(() => {}, 1000)");
    await served.start();
    expect(getPriority(served.pid ?? 0)).toBe(-5);
  },
);
