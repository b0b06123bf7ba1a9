/** The engine goes away and comes back: a throwaway dockerd of the test's own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { finished, pipeline } from "node:stream/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TestBackend } from "../testing/daemon";
import { connectEngine } from "./client";
import { workstationImage, workstationName } from "./ownership";

const sharedEngine = (process.env.ESCALE_DOCKER_HOST ?? "").replace(/^unix:\/\//, "");

let folder: string;
let dockerd: ChildProcess | null = null;
let backend: TestBackend;

async function startEngine(): Promise<void> {
  dockerd = spawn(
    "dockerd",
    [
      ["--data-root", join(folder, "root"), "--exec-root", join(folder, "exec")],
      ["--pidfile", join(folder, "pid"), "--host", `unix://${join(folder, "sock")}`],
      ["--bridge", "none", "--iptables=false", "--ip6tables=false", "--ip-forward=false"],
      ["--userns-remap", "default", "--live-restore"],
    ].flat(),
    { stdio: "ignore" },
  );
  await once(dockerd, "spawn");
}

async function stopEngine(): Promise<void> {
  if (!dockerd || dockerd.exitCode !== null) return;
  const exited = once(dockerd, "exit");
  dockerd.kill("SIGTERM");
  await exited;
}

/** Gives the new engine a workstation of nothing but its init, taken from the real image. */
async function importWorkstation(): Promise<void> {
  const source = connectEngine(sharedEngine);
  const { Entrypoint, User } = (await source.getImage(workstationImage).inspect()).Config;
  const [init, ...rest] = [Entrypoint ?? []].flat();
  if (init === undefined || rest.length > 0) throw new Error(`unexpected entrypoint ${Entrypoint}`);
  const container = await source.createContainer({
    Image: workstationImage,
    HostConfig: { NetworkMode: "none" },
  });
  try {
    const tar = join(folder, "init.tar");
    await pipeline(await container.getArchive({ path: init }), createWriteStream(tar));
    const target = connectEngine(join(folder, "sock"));
    const [repo, tag] = workstationImage.split(":");
    const changes = [`ENTRYPOINT ["/${basename(init)}"]`, `USER ${User}`];
    const imported = await target.importImage(tar, { repo, tag, changes });
    await finished(imported.resume());
  } finally {
    await container.remove({ force: true });
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

beforeEach(() => {
  folder = mkdtempSync("/var/lib/escale-test-engine-");
  // the remapped root has to come through
  chmodSync(folder, 0o711);
});
afterEach(async () => {
  if (dockerd?.exitCode === null) await backend.destroy();
  else await backend.stop();
  await stopEngine();
  unmountBelow(folder);
  rmSync(backend.data, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const engineStatus = async () =>
  JSON.parse((await backend.call("GET", "/v1/health")).text).engine.status;

test("without the engine the API answers and says so; it comes back by itself", async () => {
  backend = new TestBackend({ ESCALE_DOCKER_HOST: `unix://${join(folder, "sock")}` });
  await backend.start();
  expect(await engineStatus()).toBe("down");
  const away = {
    state: "unavailable",
    code: "engine_unavailable",
    message: expect.stringContaining("moteur"),
  };
  const alice = backend.events("alice");
  expect(await backend.view("PUT", "alice")).toMatchObject(away);
  await expect.poll(() => alice.views.at(-1)).toMatchObject(away);
  expect((await backend.call("GET", "/v1/workspaces")).status).toBe(503);

  await startEngine();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("ok");
  await expect.poll(() => alice.views.at(-1)?.state).toBe("none");
  // this engine has no image: said in words, not left hanging
  expect(await backend.view("PUT", "alice")).toMatchObject({
    state: "unavailable",
    code: "internal",
    message: expect.stringContaining("image"),
  });

  await stopEngine();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("down");
  expect(await backend.view("GET", "bob")).toMatchObject(away);
  await startEngine();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("ok");
  expect(await backend.view("GET", "bob")).toMatchObject({ state: "none" });
  alice.close();
});

test("workspaces outlive the engine's restart; what died meanwhile is noticed", async () => {
  backend = new TestBackend({ ESCALE_DOCKER_HOST: `unix://${join(folder, "sock")}` });
  await startEngine();
  await backend.start();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("ok");
  await importWorkstation();
  const [alice, bob] = [await backend.open("alice"), await backend.open("bob")];
  const { State } = await backend.engine.getContainer(workstationName(bob.id)).inspect();

  await stopEngine();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("down");
  expect((await backend.view("GET", "alice")).state).toBe("running");
  // asked for while the engine is away: said, and done on its return
  const refused = await backend.call("DELETE", "/v1/owners/alice/workspace?files=remove");
  expect(refused.status).toBe(503);
  expect(await backend.view("GET", "alice")).toMatchObject({ code: "engine_unavailable" });
  process.kill(State.Pid, "SIGKILL");

  await startEngine();
  await expect.poll(engineStatus, { timeout: 15_000 }).toBe("ok");
  await expect
    .poll(() => backend.view("GET", "bob"), { timeout: 10_000 })
    .toMatchObject({ state: "none", filesKept: true, stopped: { reason: "lost" } });
  await expect
    .poll(() => backend.view("GET", "alice"), { timeout: 10_000 })
    .toMatchObject({ state: "none", filesKept: false });
  await expect.poll(() => backend.containers(), { timeout: 10_000 }).toEqual([]);
  expect((await backend.open("bob")).id).toBe(bob.id);
  expect((await backend.open("alice")).id).not.toBe(alice.id);
});
