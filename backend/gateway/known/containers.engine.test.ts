/**
 * What the gateway knows of own containers is never more than the engine says: whatever happens,
 * in whatever order, through it and behind its back, its list is the engine's.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Bench, engineSocket, onEngine, openBench, type TestTenant, until } from "../testing";

/** The engine's socket, whose connections can be cut, as when the engine restarts. */
class Wire {
  readonly #connections = new Set<Socket>();
  readonly #server: Server = createServer({ allowHalfOpen: true }, (client) => {
    const engine = connect({ path: engineSocket(), allowHalfOpen: true });
    for (const socket of [client, engine]) {
      this.#connections.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        this.#connections.delete(socket);
        client.destroy();
        engine.destroy();
      });
    }
    client.pipe(engine);
    engine.pipe(client);
  });
  listen = (path: string) => new Promise<void>((resolve) => this.#server.listen(path, resolve));
  cut(): void {
    for (const socket of this.#connections) socket.destroy();
  }
  close(): void {
    this.#server.close();
    this.cut();
  }
}

const wire = new Wire();
let folder: string;
let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-wire-"));
  await wire.listen(join(folder, "engine.sock"));
  bench = await openBench({ containers: 40 }, join(folder, "engine.sock"));
  a = bench.a;
});
afterAll(async () => {
  await bench.close();
  wire.close();
  await rm(folder, { recursive: true });
});

const listSchema = z.array(
  z.object({ Id: z.string(), Names: z.array(z.string()), State: z.string() }),
);

async function listed(): Promise<{ id: string; name: string; state: string }[]> {
  const answer = await a.http("GET", "/containers/json?all=1");
  expect(answer.status).toBe(200);
  return listSchema
    .parse(JSON.parse(answer.text))
    .map(({ Id, Names, State }) => ({ id: Id, name: Names[0]?.slice(1) ?? "", state: State }));
}

/** The engine's own list, newest first, as the learner would name them. */
async function truth(): Promise<string[]> {
  const text = await onEngine(
    ...["ps", "-a", "--no-trunc", "--filter", `label=escale.workspace=${a.workspace}`],
    ...["--format", "{{.ID}} {{.Names}} {{.State}}"],
  );
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(` ${a.workspace}.`, " "));
}

const same = async () => {
  const [engine, shown] = [await truth(), await listed()];
  return engine.join() === shown.map(({ id, name, state }) => `${id} ${name} ${state}`).join();
};

/** A name leads to this container and no other, by each way of saying it. */
async function resolves(name: string, id: string): Promise<void> {
  for (const wanted of [name, id, id.slice(0, 12)]) {
    const answer = await a.http("GET", `/containers/${wanted}/json`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ Id: id, Name: `/${name}` });
  }
}
async function missing(wanted: string): Promise<void> {
  for (const request of [
    `GET ${wanted}/json`,
    `GET ${wanted}/logs?stdout=1`,
    `POST ${wanted}/kill`,
  ]) {
    const [method = "", path] = request.split(" ");
    const answer = await a.http(method, `/containers/${path}`);
    expect(answer).toMatchObject({ status: 404, message: `No such container: ${wanted}` });
  }
}

let made = 0;
const freshName = () => `c${++made}-${randomBytes(2).toString("hex")}`;
async function create(...Cmd: string[]): Promise<{ id: string; name: string }> {
  const name = freshName();
  const body = { Image: "busybox", Cmd, HostConfig: { Memory: 8 * 1024 ** 2 } };
  const answer = await a.http("POST", `/containers/create?name=${name}`, body);
  expect(answer.status).toBe(201);
  return { id: JSON.parse(answer.text).Id, name };
}

/** What a learner does is seen by their very next request: nothing here waits. */
const ownSteps: ((one: { id: string; name: string } | undefined) => Promise<void>)[] = [
  async () => {
    const { id, name } = await create("sleep", "600");
    expect((await listed())[0]).toMatchObject({ id, name, state: "created" });
    await resolves(name, id);
  },
  async () => {
    const { id, name } = await create(...["sh", "-c", "exit 3"]);
    expect((await a.http("POST", `/containers/${name}/start`)).status).toBe(204);
    expect((await listed())[0]).toMatchObject({ id, name });
  },
  async (one) => {
    if (!one) return;
    const name = freshName();
    expect((await a.http("POST", `/containers/${one.name}/rename?name=${name}`)).status).toBe(204);
    expect((await listed()).find(({ id }) => id === one.id)).toMatchObject({ name });
    await missing(one.name);
    await resolves(name, one.id);
  },
  async (one) => {
    if (!one) return;
    expect((await a.http("DELETE", `/containers/${one.id}?force=1`)).status).toBe(204);
    expect((await listed()).some(({ id }) => id === one.id)).toBe(false);
    await missing(one.name);
    await missing(one.id);
  },
  async (one) => {
    if (!one) return;
    await a.http("POST", `/containers/${one.id}/start`);
    await a.http("POST", `/containers/${one.name}/kill`);
  },
];

/** What happens behind the gateway's back is seen as soon as the engine has told of it. */
const otherSteps: ((one: { id: string; name: string } | undefined) => Promise<void>)[] = [
  async (one) => {
    if (one) await onEngine("rm", "-f", one.id);
    if (one) await missing(one.name);
  },
  async (one) => {
    const name = freshName();
    if (one) await onEngine("rename", one.id, `${a.workspace}.${name}`);
    if (one) await until(same);
    if (one) await resolves(name, one.id);
  },
  async () => {
    const name = `${a.workspace}.${freshName()}`;
    const label = `escale.workspace=${a.workspace}`;
    await onEngine("create", "--name", name, "--label", label, "escale/catalogue/busybox:latest");
  },
  async () => wire.cut(),
  async () => {
    wire.cut();
    const { id, name } = await create("true").catch(() => create("true"));
    expect((await listed())[0]).toMatchObject({ id, name });
  },
];

test("seventy random steps, through the gateway and behind its back", async () => {
  const done: string[] = [];
  try {
    for (let step = 0; step < 70; step++) {
      const own = await listed();
      const one = own[Math.floor(Math.random() * own.length)];
      const behind = Math.random() < 0.4;
      const steps = behind ? otherSteps : ownSteps;
      const removal = behind ? 0 : 3;
      const choice = own.length > 12 ? removal : Math.floor(Math.random() * steps.length);
      done.push(`${behind ? "behind" : "own"} ${choice} on ${one?.name}`);
      await steps[choice]?.(one);
      await until(same);
    }
  } catch (error) {
    throw new Error(`after ${done.join(", ")}`, { cause: error });
  }
  expect(bench.victim.id).toBe(await onEngine("inspect", "--format", "{{.Id}}", bench.victim.id));
}, 240_000);

test("more containers than are asked for one by one", async () => {
  for (const { id } of await listed()) await a.http("DELETE", `/containers/${id}?force=1`);
  expect(await listed()).toEqual([]);
  for (let i = 0; i < 34; i++) await create("true");
  expect(await listed()).toHaveLength(34);
  expect(await same()).toBe(true);
}, 120_000);

test("B’s containers stay unknown to A, however they come and go", async () => {
  const id = await bench.b.ok("create", "--name", "later", "busybox");
  for (const wanted of [id, id.slice(0, 12), "later", `${bench.b.workspace}.later`])
    await missing(wanted);
  await bench.b.ok("rename", "later", "last");
  await missing("last");
  await bench.b.ok("rm", "last");
  await missing(id);
});

test("an exec in a paused container is refused by the container’s name", async () => {
  await a.ok("run", "-d", "--name", "still", "busybox", "sleep", "600");
  await a.ok("pause", "still");
  const answer = await a.http("POST", "/containers/still/exec", { Cmd: ["true"] });
  expect(answer).toMatchObject({
    status: 409,
    message: "Container still is paused, unpause the container before exec",
  });
});
