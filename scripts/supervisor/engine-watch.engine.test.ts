/**
 * The dedicated engine is killed under learners at work: a dockerd of the test's own, watched as
 * in a real start.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { finished } from "node:stream/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectEngine } from "@/backend/engine/client";
import { removeObjects } from "@/backend/engine/objects";
import { workstationImage, workstationName } from "@/backend/engine/ownership";
import { Browser } from "@/backend/terminals/testing/browser";
import { TestBackend } from "@/backend/testing/daemon";
import { execRoot, runningEngine, startEngine, stopEngine } from "../setup/engine/dedicated";
import { keepingFirewall } from "../setup/engine/firewall";
import { findProgram } from "../system/find-program";
import { watchEngine } from "./engine-watch";

vi.setConfig({ testTimeout: 120_000 });

const busybox = "escale/catalogue/busybox:latest";
const sharedEngine = (process.env.ESCALE_DOCKER_HOST ?? "").replace(/^unix:\/\//, "");
let backend: TestBackend;
let endWatch: () => Promise<void>;
let said: string[];

async function copyImages(names: string[]): Promise<void> {
  const source = connectEngine(sharedEngine);
  for (const name of names) {
    const loaded = await backend.engine.loadImage(await source.getImage(name).get());
    await finished(loaded.resume());
  }
}

/** With live-restore the engine leaves its data root's own mount behind. */
function unmountBelow(path: string): void {
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const below = mounts
    .flatMap((line) => line.split(" ")[1] ?? [])
    .filter((at) => at.startsWith(path));
  for (const mount of below.reverse()) execFileSync("umount", [mount]);
}

beforeEach(async () => {
  // an empty setting is none: its engine is the dedicated one
  backend = new TestBackend({ ESCALE_DOCKER_HOST: "" });
  const { paths } = backend;
  chmodSync(paths.data, 0o711);
  for (const folder of [paths.run, paths.logs]) mkdirSync(folder, { mode: 0o711 });
  said = [];
  await keepingFirewall(() => startEngine(findProgram("dockerd") ?? "dockerd", paths));
  endWatch = watchEngine(paths, (line) => said.push(line));
  await copyImages([workstationImage, busybox]);
  await backend.start();
});
afterEach(async () => {
  const { paths, engine } = backend;
  await endWatch();
  const ids = new Set((await backend.containers()).map(({ workspace }) => workspace));
  await backend.stop();
  for (const id of ids) await removeObjects(engine, id);
  await stopEngine(paths);
  for (const folder of [paths.data, execRoot(paths)]) {
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

test("kill -9 of the engine: shells go on, containers survive, docker answers again", async () => {
  const { id } = await backend.open("alice");
  const terminals = "/v1/owners/alice/workspace/terminals";
  await backend.call("POST", terminals, JSON.stringify({ cols: 200, rows: 40 }));
  const shell = new Browser(backend.paths.backendSocket, terminals.slice(1), 1, {
    suffix: "/socket",
  });
  await shell.live();
  await shell.run(
    "MINE=still-here; docker pull busybox; docker run -d --name web busybox sleep 900",
  );
  expect(await shell.run("docker ps --format '{{.Names}}'")).toBe("web\n");
  const workstation = backend.engine.getContainer(workstationName(id));
  const before = (await workstation.inspect()).State;

  const killed = await runningEngine(backend.paths);
  process.kill(killed?.pid ?? 0, "SIGKILL");
  // while it is away the shell answers, and docker says what is the matter instead of hanging
  expect(await shell.run("echo $MINE")).toBe("still-here\n");

  await vi.waitFor(() => expect(said.join("\n")).toContain("answers again"), 60_000);
  expect((await runningEngine(backend.paths))?.pid).not.toBe(killed?.pid);
  await expect
    .poll(() => shell.run("docker ps --format '{{.Names}}' 2>&1"), { timeout: 30_000 })
    .toBe("web\n");
  expect(await shell.run("docker exec web echo inside")).toBe("inside\n");
  expect((await workstation.inspect()).State).toMatchObject({
    Running: true,
    Pid: before.Pid,
    StartedAt: before.StartedAt,
  });
  expect(await shell.run("echo $MINE")).toBe("still-here\n");
  expect(await backend.view("GET", "alice")).toMatchObject({ state: "running", id });
  await shell.leave();
});
