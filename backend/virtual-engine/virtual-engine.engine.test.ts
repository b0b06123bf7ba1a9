/** What one tenant's engine is seen to hold, as it changes; and that nobody else's is ever in it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type EngineView, engineViewSchema } from "@/lib/protocol/engine-view";
import { type Bench, engineSocket, onEngine, openBench, type TestTenant } from "../gateway/testing";
import type { EngineNews, VirtualEngine } from "./types";
import { createVirtualEngine } from "./virtual-engine";

const patience = { timeout: 15_000 };

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let engine: VirtualEngine;
let folder: string;

beforeAll(async () => {
  bench = await openBench({ containers: 8 });
  ({ a, b } = bench);
  folder = await mkdtemp(join(tmpdir(), "escale-view-"));
  const log = pino({ level: process.env.ESCALE_TEST_LOG ?? "silent" });
  engine = createVirtualEngine({ gateway: bench.gateway, engineSocket: engineSocket(), log });
});
afterEach(async () => {
  const ids = await a.ok("ps", "-aq");
  if (ids) await a.ok("rm", "-f", "-v", ...ids.split("\n"));
});
afterAll(async () => {
  engine.close();
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const look = async () => engineViewSchema.parse(await engine.snapshot(a.workspace));
const named = (view: EngineView | undefined, name: string) =>
  view?.containers.find((container) => container.name === name);
const code = (error: unknown) =>
  error instanceof Error && "code" in error ? error.code : undefined;
const refusal = (work: Promise<unknown>) => work.then(() => "done", code);

/** Everything that a listener is told. */
function listen(workspace = a.workspace) {
  const news: EngineNews[] = [];
  const subscription = engine.subscribe(workspace, (one) => news.push(one));
  const views = () => news.flatMap((one) => (one.kind === "view" ? [one.view] : []));
  return { views, last: () => views().at(-1), close: () => subscription.close() };
}

test("a container as its learner made it", async () => {
  await a.ok("network", "create", "--internal", "quai");
  await a.ok(
    ...["run", "-d", "--name", "web", "--network", "quai", "--network-alias", "site"],
    ...["-v", "data:/data:ro", "-v", "/anonymous", "--tmpfs", "/scratch", "--expose", "81"],
    ...["-m", "16m", "--cpus", "0.5", "--pids-limit", "32", "--restart", "on-failure"],
    ...["--health-cmd", "true", "--health-interval", "1h"],
    ...["busybox", "sleep", "3600"],
  );
  const view = await look();
  const web = named(view, "web");
  expect(web).toMatchObject({
    state: "running",
    health: "starting",
    exitCode: null,
    image: "busybox",
    command: "sleep 3600",
    finishedAt: null,
    restartPolicy: "on-failure",
    ports: [{ port: 81, protocol: "tcp", published: [] }],
    networks: [{ name: "quai", aliases: ["site"] }],
    limits: { memoryBytes: 16 * 1024 ** 2, cpus: 0.5, pids: 32 },
  });
  expect(web?.mounts).toMatchObject([
    { type: "volume", target: "/anonymous", writable: true },
    { type: "volume", source: "data", target: "/data", writable: false },
    { type: "tmpfs", source: "", target: "/scratch" },
  ]);
  const [place] = web?.networks ?? [];
  const [network] = view.networks.filter(({ name }) => name === "quai");
  expect(network).toMatchObject({
    id: place?.id,
    internal: true,
    members: [{ container: web?.id, name: "web", address: place?.address, aliases: ["site"] }],
  });
  expect(place?.address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(view.volumes.map(({ anonymous, users }) => [anonymous, users]).sort()).toEqual([
    [false, [web?.id]],
    [true, [web?.id]],
  ]);
  const image = view.images.find(({ id }) => id === web?.imageId);
  expect(image?.tags).toEqual(["busybox:latest"]);

  await a.ok("rm", "-f", "-v", "web");
  expect(await refusal(engine.inspect(a.workspace, "container", "web"))).toBe("not_found");
  await a.ok("network", "rm", "quai");
  await a.ok("volume", "rm", "data");
  expect((await look()).volumes).toEqual([]);
});

test("a container that has ended, one that is paused, one never started", async () => {
  await a.ok("create", "--name", "never", "busybox");
  await a.docker(["run", "--name", "done", "busybox", "sh", "-c", "exit 3"]);
  await a.ok("run", "-d", "--name", "still", "busybox", "sleep", "60");
  await a.ok("pause", "still");
  const view = await look();
  expect(named(view, "never")).toMatchObject({ state: "created", exitCode: null, startedAt: null });
  expect(named(view, "done")).toMatchObject({ state: "exited", exitCode: 3 });
  expect(named(view, "still")).toMatchObject({ state: "paused", exitCode: null });
  expect(view.containers.map(({ name }) => name)).toEqual(["still", "done", "never"]);
  expect(view.networks.find(({ name }) => name === "bridge")?.members).toHaveLength(3);
  await a.ok("unpause", "still");
});

test("two images on one base share its layers; sizes add up", async () => {
  await writeFile(
    join(folder, "Dockerfile"),
    "FROM busybox\nWORKDIR /app\nRUN dd if=/dev/zero of=big bs=1000 count=70\nCMD ls\n",
  );
  await a.ok("build", "-t", "mine:1", folder);
  await a.ok("tag", "mine:1", "other:2");
  const { images } = await look();
  const base = images.find(({ tags }) => tags.includes("busybox:latest"));
  const mine = images.find(({ tags }) => tags.includes("mine:1"));
  expect(mine?.tags).toEqual(["mine:1", "other:2"]);
  expect(mine?.layers.slice(0, base?.layers.length)).toEqual(base?.layers);
  expect(mine?.layers.at(-1)).toMatchObject({
    size: 70_000,
    createdBy: expect.stringContaining("dd if=/dev/zero"),
  });
  expect(mine?.layers.reduce((sum, { size }) => sum + size, 0)).toBe(mine?.size);

  // its reference is taken away while a container holds it
  await a.ok("run", "-d", "--name", "holds", "mine:1", "sleep", "60");
  await a.ok("rmi", "-f", "mine:1", "other:2");
  const held = (await look()).images.find(({ id }) => id === mine?.id);
  expect(held).toEqual({ ...mine, tags: [] });
  await a.ok("rm", "-f", "holds");
  expect((await look()).images.map(({ id }) => id)).toEqual([base?.id]);
});

test("who listens is told of each change, and of nothing else", async () => {
  const watching = listen();
  await expect.poll(() => watching.views().length, patience).toBe(1);
  const [first] = watching.views();
  await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "3600");
  await expect.poll(() => named(watching.last(), "web")?.state, patience).toBe("running");
  // what did not change is the very same
  expect(watching.last()?.images).toBe(first?.images);
  await a.ok("rename", "web", "site");
  await expect.poll(() => named(watching.last(), "site")?.state, patience).toBe("running");
  await a.ok("network", "create", "quai");
  await a.ok("network", "connect", "--alias", "x", "quai", "site");
  await expect
    .poll(() => watching.last()?.networks.find(({ name }) => name === "quai")?.members)
    .toMatchObject([{ name: "site", aliases: ["x"], address: expect.any(String) }]);
  await a.ok("network", "disconnect", "quai", "site");
  await expect.poll(() => named(watching.last(), "site")?.networks.length, patience).toBe(1);
  await a.ok("network", "rm", "quai");
  await expect
    .poll(() => watching.last()?.networks.map(({ name }) => name), patience)
    .toEqual(["bridge"]);
  await a.ok("volume", "create", "data");
  await expect
    .poll(() => watching.last()?.volumes.map(({ name }) => name), patience)
    .toEqual(["data"]);
  await a.ok("volume", "rm", "data");
  await expect.poll(() => watching.last()?.volumes, patience).toEqual([]);
  await a.ok("tag", "busybox", "again");
  await expect.poll(() => watching.last()?.images.at(0)?.tags, patience).toContain("again:latest");
  await a.ok("rmi", "again");
  await expect
    .poll(() => watching.last()?.images.at(0)?.tags, patience)
    .toEqual(["busybox:latest"]);
  const before = watching.views().length;
  await a.ok("exec", "site", "true");
  await a.ok("logs", "site");
  await a.ok("kill", "site");
  await expect
    .poll(() => named(watching.last(), "site"), patience)
    .toMatchObject({ exitCode: 137 });
  expect(
    watching
      .views()
      .slice(before)
      .map((view) => named(view, "site")?.state),
  ).not.toContain("running");
  await a.ok("rm", "site");
  await expect.poll(() => watching.last()?.containers, patience).toEqual([]);
  watching.close();
});

test("a health check's word arrives", async () => {
  const watching = listen();
  await a.ok(
    ...["run", "-d", "--name", "ill", "--health-cmd", "test -e /well"],
    ...["--health-interval", "1s", "--health-retries", "1", "busybox", "sleep", "60"],
  );
  await expect.poll(() => named(watching.last(), "ill")?.health, patience).toBe("unhealthy");
  await a.ok("exec", "ill", "touch", "/well");
  await expect.poll(() => named(watching.last(), "ill")?.health, patience).toBe("healthy");
  watching.close();
});

test("after the last listener has gone nothing is read; a second one begins at once", async () => {
  const one = listen();
  await expect.poll(() => one.views().length, patience).toBe(1);
  const other = listen();
  await expect.poll(() => other.views().length, patience).toBe(1);
  expect(other.last()).toBe(one.last());
  one.close();
  await a.ok("volume", "create", "late");
  await expect.poll(() => other.last()?.volumes.length, patience).toBe(1);
  expect(one.last()?.volumes).toEqual([]);
  other.close();
  await a.ok("volume", "rm", "late");
  const third = listen();
  await expect.poll(() => third.last()?.volumes, patience).toEqual([]);
  third.close();
});

test("nothing of another tenant's, by whatever name, and no word of what they do", async () => {
  const watching = listen();
  await expect.poll(() => watching.views().length, patience).toBe(1);
  const foreignImage = await onEngine("inspect", "-f", "{{.Image}}", bench.victim.id);
  await b.ok("network", "create", "secret-net");
  await b.ok("volume", "create", "secret-volume");
  await b.ok("tag", "busybox", "secret-image");
  await b.ok(
    ...["run", "-d", "--name", "secret-box", "--network", "secret-net"],
    ...["-v", "secret-volume:/s", "-v", "/anon", "busybox", "sleep", "60"],
  );
  const network = await b.ok("network", "inspect", "-f", "{{.Id}}", "secret-net");
  const anonymous = await b.ok("volume", "ls", "-q", "-f", "dangling=false");

  const view = JSON.stringify(await look());
  for (const word of ["secret", b.workspace, a.workspace, "escale", bench.victim.id, network])
    expect(view).not.toContain(word);
  const wanted = [
    ["container", bench.victim.id],
    ["container", bench.victim.id.slice(0, 12)],
    ["container", `${b.workspace}.web`],
    ["container", "web"],
    ["container", "../images/json"],
    ["image", "secret-image"],
    ["image", `escale/w-${b.workspace}/docker.io/library/secret-image`],
    ["image", "escale/catalogue/busybox:latest"],
    ["network", network],
    ["network", "secret-net"],
    ["volume", "secret-volume"],
    ["volume", `${b.workspace}.secret-volume`],
    ...anonymous.split("\n").map((name) => ["volume", name] as const),
  ] as const;
  for (const [kind, name] of wanted)
    expect(await refusal(engine.inspect(a.workspace, kind, name)), name).toBe("not_found");
  // the base image is A's too, under A's name alone
  expect(JSON.stringify(await engine.inspect(a.workspace, "image", foreignImage))).not.toContain(
    "secret",
  );
  await b.ok("rm", "-f", "-v", "secret-box");
  await b.ok("network", "rm", "secret-net");
  await b.ok("volume", "rm", "secret-volume");
  await b.ok("rmi", "secret-image");
  // a change of A's own: by then what B did would have come
  await a.ok("volume", "create", "own");
  await expect.poll(() => watching.last()?.volumes.length, patience).toBe(1);
  expect(watching.views()).toHaveLength(2);
  await a.ok("volume", "rm", "own");
  watching.close();
});

test("what is inspected is what the learner's own command shows", async () => {
  await a.ok("run", "-d", "--name", "web", "-v", "data:/d", "busybox", "sleep", "60");
  for (const [kind, name] of [
    ["container", "web"],
    ["image", "busybox"],
    ["network", "bridge"],
    ["network", "none"],
    ["volume", "data"],
  ] as const) {
    const [shown] = JSON.parse(await a.ok(kind, "inspect", name));
    expect(await engine.inspect(a.workspace, kind, name)).toEqual(shown);
  }
  await a.ok("rm", "-f", "web");
  await a.ok("volume", "rm", "data");
});

test("a learner who has spent their connections and requests is seen all the same", async () => {
  const tight = await openBench({ connections: 8, requestsPerSecond: 1, requestBurst: 30 });
  const log = pino({ level: "silent" });
  const view = createVirtualEngine({ gateway: tight.gateway, engineSocket: engineSocket(), log });
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => tight.b.http("GET", "/containers/json").catch(() => null)),
  );
  expect(answers.some((answer) => answer === null || answer.status >= 429)).toBe(true);
  const { containers } = await view.snapshot(tight.b.workspace);
  expect(containers.map(({ name }) => name)).toEqual(["web"]);
  view.close();
  await tight.close();
});

test("after the engine's events were lost and came back, what happened meanwhile is there", async () => {
  const path = join(folder, "events.sock");
  const open = new Set<Socket>();
  const relay = () =>
    createServer((client) => {
      const server = connect(engineSocket());
      for (const socket of [client, server]) {
        open.add(socket);
        socket.on("error", () => socket.destroy());
        socket.on("close", () => {
          client.destroy();
          server.destroy();
        });
      }
      client.pipe(server).pipe(client);
    }).listen(path);
  const first = relay();
  const log = pino({ level: "silent" });
  const view = createVirtualEngine({ gateway: bench.gateway, engineSocket: path, log });
  const news: EngineNews[] = [];
  const subscription = view.subscribe(a.workspace, (one) => news.push(one));
  await expect.poll(() => news.at(-1)?.kind, patience).toBe("view");
  first.close();
  for (const socket of open) socket.destroy();
  await expect.poll(() => news.at(-1)?.kind, patience).toBe("away");
  await a.ok("volume", "create", "meanwhile");
  const second = relay();
  await expect
    .poll(() => news.at(-1), patience)
    .toMatchObject({ view: { volumes: [{ name: "meanwhile" }] } });
  await a.ok("volume", "rm", "meanwhile");
  await expect.poll(() => news.at(-1), patience).toMatchObject({ view: { volumes: [] } });
  subscription.close();
  second.close();
});

test("a workspace that is not there", async () => {
  expect(await refusal(engine.snapshot("0123456789ab"))).toBe("no_workspace");
  expect(() => engine.subscribe("0123456789ab", () => undefined)).toThrow(/environnement/);
});
