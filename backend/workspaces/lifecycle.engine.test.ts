/** The life of workspaces through the API, on a real engine with the real workstation. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { listContainers } from "../engine/objects";
import { roleLabel, tenantRepository, workspaceLabel, workstationName } from "../engine/ownership";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

async function started(env: Record<string, string> = {}): Promise<TestBackend> {
  backend = new TestBackend(env);
  await backend.start();
  return backend;
}

const health = async () => JSON.parse((await backend.call("GET", "/v1/health")).text).workspaces;
const prepared = (count: number) =>
  expect.poll(async () => (await health()).prepared, { timeout: 15_000 }).toBe(count);
const size = JSON.stringify({ cols: 80, rows: 24 });

test("opened cold, a workspace runs hardened and has a shell", async () => {
  await started();
  const view = await backend.open("alice");
  expect(await backend.view("GET", "alice")).toMatchObject({ state: "running", id: view.id });

  const { HostConfig, Config, Mounts } = await backend.engine
    .getContainer(workstationName(view.id))
    .inspect();
  expect(Config.Labels).toMatchObject({ [workspaceLabel]: view.id, [roleLabel]: "workstation" });
  expect(HostConfig).toMatchObject({
    ReadonlyRootfs: true,
    Privileged: false,
    NetworkMode: "none",
    CapDrop: ["ALL"],
    CapAdd: null,
    SecurityOpt: ["no-new-privileges"],
    PidsLimit: 256,
    Memory: 256 * 1024 ** 2,
    MemorySwap: 256 * 1024 ** 2,
    LogConfig: { Type: "none" },
  });
  expect(Mounts.map(({ Destination, RW }) => [Destination, RW]).sort()).toEqual([
    ["/home/apprenant", true],
    ["/run/escale", false],
  ]);

  const path = `/v1/owners/alice/workspace/terminals`;
  const opened = await backend.call("POST", path, size);
  expect(opened.status).toBe(200);
  expect(JSON.parse(opened.text)).toEqual({ id: 1, alive: true });
  expect(await backend.view("GET", "alice")).toMatchObject({ terminals: [{ id: 1 }] });
  expect((await backend.call("DELETE", `${path}/1`)).status).toBe(204);
  expect(await backend.view("GET", "alice")).toMatchObject({ terminals: [] });
});

test("the learner's user owns the home folder, can write nowhere else, and has no privilege", async () => {
  await started();
  const { id } = await backend.open("alice");
  const exec = await backend.engine.getContainer(workstationName(id)).exec({
    Cmd: [
      "sh",
      "-c",
      `touch ~/mine && ! touch /run/escale/x 2>&- && ! touch /etc/x 2>&- && id -u &&
      grep -E '^(CapBnd|CapEff|NoNewPrivs|Seccomp):' /proc/self/status && ls /sys/class/net`,
    ],
    AttachStdout: true,
    Tty: true,
  });
  const stream = await exec.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString().split(/\s+/)).toEqual(
    [
      ["1000", "CapEff:", "0000000000000000", "CapBnd:", "0000000000000000"],
      ["NoNewPrivs:", "1", "Seccomp:", "2", "lo", ""],
    ].flat(),
  );
  expect(existsSync(join(backend.paths.workspace(id).home, "mine"))).toBe(true);
});

test("a double click and a second tab open one workspace; other owners have another", async () => {
  await started();
  const [first, second, other] = await Promise.all(
    ["alice", "alice", "Alice"].map((owner) => backend.open(owner)),
  );
  expect(second?.id).toBe(first?.id);
  expect(other?.id).not.toBe(first?.id);
  expect((await backend.containers()).length).toBe(2);
});

test("from the pool a workspace opens without waiting for the engine, and the pool refills", async () => {
  await started({ ESCALE_PREPARED: "1" });
  await prepared(1);
  const before = await backend.containers();
  const began = performance.now();
  const { id } = await backend.open("alice");
  expect(performance.now() - began).toBeLessThan(250);
  expect(before.map(({ workspace }) => workspace)).toEqual([id]);
  await prepared(1);
  expect((await backend.containers()).length).toBe(2);
});

test("the pool leaves the last free place, and gives its own to who returns to kept files", async () => {
  await started({ ESCALE_PREPARED: "2", ESCALE_WORKSPACES: "2" });
  await prepared(1);
  const { id } = await backend.open("alice");
  await backend.view("DELETE", "alice", "?files=keep");
  await prepared(1);
  await backend.open("bob");
  await prepared(0);
  await sleep(1_500);
  expect(await health()).toMatchObject({ running: 1, prepared: 0 });
  expect((await backend.open("alice")).id).toBe(id);
});

test("a full machine: a line with positions, and in turn", async () => {
  await started({ ESCALE_WORKSPACES: "1" });
  await backend.open("alice");
  expect(await backend.view("PUT", "bob")).toEqual({ state: "waiting", position: 1, of: 1 });
  const bob = backend.events("bob");
  expect(await backend.view("PUT", "carol")).toEqual({ state: "waiting", position: 2, of: 2 });
  const carol = backend.events("carol");
  await expect.poll(() => bob.views.at(-1)).toEqual({ state: "waiting", position: 1, of: 2 });

  await backend.view("DELETE", "alice", "?files=remove");
  await expect.poll(() => bob.views.at(-1)?.state, { timeout: 10_000 }).toBe("running");
  await expect.poll(() => carol.views.at(-1)).toEqual({ state: "waiting", position: 1, of: 1 });
  expect((await backend.containers()).filter(({ workstation }) => workstation).length).toBe(1);

  // giving up the place in line
  expect(await backend.view("DELETE", "carol")).toMatchObject({ state: "none" });
  await expect.poll(() => carol.views.at(-1)?.state).toBe("none");
  await backend.view("DELETE", "bob");
  await expect.poll(async () => (await health()).running).toBe(0);
  bob.close();
  carol.close();
});

test("left unused, a workspace stops with its files kept; reopened, they are there", async () => {
  await started({ ESCALE_IDLE: "3s", ESCALE_IDLE_WARNING: "1s" });
  const { id, idleStopsAt } = await backend.open("alice");
  expect(Date.parse(idleStopsAt) - Date.now()).toBeLessThanOrEqual(3_000);
  writeFileSync(join(backend.paths.workspace(id).home, "notes"), "kept");
  const alice = backend.events("alice");
  await sleep(2_000);
  const extended = await backend.view("POST", "alice", "/extend");
  if (extended.state !== "running") throw new Error(extended.state);
  expect(Date.parse(extended.idleStopsAt)).toBeGreaterThan(Date.parse(idleStopsAt) + 1_900);
  await sleep(2_000);
  expect((await backend.view("GET", "alice")).state).toBe("running");

  await expect
    .poll(() => alice.views.at(-1), { timeout: 10_000 })
    .toMatchObject({ state: "none", filesKept: true, stopped: { reason: "idle" } });
  await expect.poll(() => backend.containers()).toEqual([]);
  expect((await backend.call("POST", "/v1/owners/alice/workspace/terminals", size)).status).toBe(
    409,
  );

  // the reason outlives the backend
  await backend.stop();
  await backend.start();
  expect(await backend.view("GET", "alice")).toMatchObject({ stopped: { reason: "idle" } });
  expect((await backend.open("alice")).id).toBe(id);
  expect(readFileSync(join(backend.paths.workspace(id).home, "notes"), "utf8")).toBe("kept");
  alice.close();
});

test("removal on request leaves nothing: container, image, folder, link", async () => {
  await started();
  const { id } = await backend.open("alice");
  const { engine } = backend;
  await engine
    .getImage("escale/catalogue/busybox:latest")
    .tag({ repo: `${tenantRepository(id)}busybox`, tag: "latest" });
  const volume = await engine.createVolume({ Name: `${id}.v`, Labels: { [workspaceLabel]: id } });
  const container = await engine.createContainer({
    name: `${id}.web`,
    Image: `${tenantRepository(id)}busybox:latest`,
    Cmd: ["sleep", "600"],
    Labels: { [workspaceLabel]: id },
    HostConfig: { NetworkMode: "none", Binds: [`${id}.v:/v`] },
  });
  await container.start();
  // a tree too deep for any path that names it whole
  const exec = await engine.getContainer(workstationName(id)).exec({
    Cmd: ["bash", "-c", "for i in $(seq 40); do mkdir $(printf 'd%.0s' {1..200}) && cd d*; done"],
    WorkingDir: "/home/apprenant",
    AttachStdout: true,
  });
  await (await exec.start({})).resume().toArray();

  expect(await backend.view("DELETE", "alice", "?files=remove")).toMatchObject({
    state: "none",
    filesKept: false,
    stopped: { reason: "learner" },
  });
  expect(await listContainers(engine, id)).toEqual([]);
  expect(await backend.imageReferences(id)).toEqual([]);
  expect(await volume.inspect().catch((error) => error.statusCode)).toBe(404);
  for (const folder of ["workspaces", "owners", "trash"]) {
    expect(readdirSync(join(backend.data, folder))).toEqual([]);
  }
  // the catalogue's own image stays
  expect((await engine.getImage("escale/catalogue/busybox:latest").inspect()).Id).toMatch(
    /^sha256/,
  );
});

test("kept files of a stopped workspace are removed on request", async () => {
  await started();
  await backend.open("alice");
  expect(await backend.view("DELETE", "alice")).toMatchObject({ filesKept: true });
  expect(await backend.view("DELETE", "alice", "?files=remove")).toMatchObject({
    filesKept: false,
  });
  expect(readdirSync(backend.paths.workspaces)).toEqual([]);
  expect(readdirSync(backend.paths.owners)).toEqual([]);
});

test("opening, stopping and removing at the same moment end in one consistent state", async () => {
  await started();
  await Promise.all([
    backend.view("PUT", "alice"),
    backend.view("DELETE", "alice", "?files=keep"),
    backend.view("PUT", "alice"),
    backend.view("DELETE", "alice", "?files=remove"),
    backend.view("PUT", "alice"),
  ]);
  const view = await backend.view("GET", "alice");
  const containers = await backend.containers();
  expect(containers.length).toBe(view.state === "running" ? 1 : 0);
  expect(readdirSync(backend.paths.owners).length).toBe(
    readdirSync(backend.paths.workspaces).length,
  );
});

test("a workstation removed or killed behind our back: the page is told, the files stay", async () => {
  await started();
  const { id } = await backend.open("alice");
  const alice = backend.events("alice");
  await backend.engine.getContainer(workstationName(id)).remove({ force: true });
  await expect
    .poll(() => alice.views.at(-1), { timeout: 5_000 })
    .toMatchObject({ state: "none", filesKept: true, stopped: { reason: "lost" } });
  const again = await backend.open("alice");
  expect(again.id).toBe(id);
  await backend.engine.getContainer(workstationName(id)).kill();
  await expect.poll(() => alice.views.at(-1)?.state, { timeout: 5_000 }).toBe("none");
  await expect.poll(() => backend.containers()).toEqual([]);
  alice.close();
});

test("without room on the disk nothing opens, and the page says so", async () => {
  await started({ ESCALE_DISK_RESERVE: `${1024 * 1024}g` });
  expect(await backend.view("PUT", "alice")).toMatchObject({
    state: "unavailable",
    code: "disk_full",
    message: expect.stringContaining("disque"),
  });
  expect(await backend.containers()).toEqual([]);
});

test("two installations on one engine leave each other alone", async () => {
  await started({ ESCALE_PREPARED: "1" });
  const { id } = await backend.open("alice");
  const other = new TestBackend();
  try {
    await other.start();
    const { id: theirs } = await other.open("alice");
    expect(theirs).not.toBe(id);
    await other.view("DELETE", "alice", "?files=remove");
    expect(await backend.view("GET", "alice")).toMatchObject({ state: "running", id });
    expect((await listContainers(backend.engine, id)).length).toBe(1);
  } finally {
    await other.destroy();
  }
});

test("home folders are closed to other users of the host", async () => {
  await started();
  await backend.open("alice");
  expect(statSync(backend.paths.workspaces).mode & 0o777).toBe(0o700);
  expect(statSync(backend.paths.owners).mode & 0o777).toBe(0o700);
});
