/** 31. Floods of requests: the socket goes away for a while, and nobody else feels it; honest use never. */
import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DockerHttp } from "@/bench/support/docker-http";
import { type Bench, onEngine, openBench, type TestTenant, until } from "../testing";

/** as many as a workspace is granted */
const granted = { requestsPerSecond: 50, requestBurst: 200 };

let bench: Bench;
let a: TestTenant;
let b: TestTenant;

beforeAll(async () => {
  bench = await openBench(granted);
  ({ a, b } = bench);
  await a.ok("run", "-d", "--name", "box", "busybox", "sleep", "3600");
});
afterAll(() => bench.close());

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: docker\r\n\r\n`;
const list = get("/v1.41/containers/json");
const isOpen = (socket: string) =>
  stat(socket).then(
    () => true,
    () => false,
  );

/** Connections that write `bytes` again and again, each again when it was closed, until `stop`. */
function flood(socket: string, bytes: string, oneEach: boolean) {
  let going = true;
  const begin = () => {
    if (!going) return;
    const client = connect(socket);
    const write = () => {
      if (going && !client.destroyed) client.write(bytes);
    };
    client.on("connect", write);
    client.on("data", oneEach ? () => client.destroy() : write);
    client.on("error", () => undefined);
    client.on("close", () => setTimeout(begin, 1));
  };
  for (let i = 0; i < 16; i++) begin();
  return () => {
    going = false;
  };
}

test.each([
  ["pings in packets", get("/_ping").repeat(500), false],
  ["requests in packets", list.repeat(500), false],
  ["each after the last one's answer", list, false],
  ["a connection for each", list, true],
  ["what is no HTTP", "\u0000".repeat(4000), false],
])(
  "a flood closes the flooder's socket alone: %s",
  async (_, bytes, oneEach) => {
    const before = await stat(a.socket);
    const stop = flood(a.socket, bytes, oneEach);
    try {
      await until(async () => !(await isOpen(a.socket)), 20_000);
      for (let i = 0; i < 20; i++)
        expect((await b.http("GET", "/containers/json")).status).toBe(200);
      expect(await b.ok("exec", bench.victim.name, "echo", "here")).toBe("here");
      const down = await a.docker(["ps"]);
      expect(down.code).not.toBe(0);
    } finally {
      stop();
    }
    await until(() => isOpen(a.socket), 40_000);
    const told = await a.docker(["ps"]);
    expect(told.err).toContain("Votre moteur n’a rien accepté pendant");
    await until(async () => (await a.docker(["ps"])).code === 0);
    const after = await stat(a.socket);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(await a.ok("exec", "box", "echo", "still here")).toBe("still here");
    expect(await a.ok("inspect", "-f", "{{.State.Running}} {{.RestartCount}}", "box")).toBe(
      "true 0",
    );
    // each case is a flood of its own
    await bench.relisten(a);
  },
  90_000,
);

test("ten thousand requests in one breath: few are kept, none beside another, the neighbour is served", async () => {
  const before = process.memoryUsage().rss;
  const client = connect(a.socket);
  let answers = 0;
  client.on("data", (chunk: Buffer) => {
    answers += chunk.toString("latin1").split("HTTP/1.1 ").length - 1;
  });
  client.on("error", () => undefined);
  const closed = new Promise((resolve) => client.once("close", resolve));
  client.write(get("/v1.41/containers/json?all=1&size=1").repeat(10_000));
  const times = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const begin = performance.now();
      expect((await b.http("GET", "/containers/json")).status).toBe(200);
      return performance.now() - begin;
    }),
  );
  expect(Math.max(...times)).toBeLessThan(1_500);
  await closed;
  expect(answers).toBeLessThanOrEqual(32);
  expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 ** 2);
  expect((await b.http("GET", "/containers/json")).status).toBe(200);
  await bench.relisten(a);
});

test("a few requests in one packet are obeyed in their order", async () => {
  const post = (target: string) =>
    `POST ${target} HTTP/1.1\r\nHost: docker\r\nContent-Length: 0\r\n\r\n`;
  const state = get("/containers/box/json");
  const bytes = [post("/containers/box/pause"), state, post("/containers/box/unpause"), state];
  const said = await a.raw(bytes.join(""), 5_000);
  expect(
    [...said.matchAll(/HTTP\/1\.1 (\d+)|"Paused":(\w+)/g)].map(
      ([, code, paused]) => code ?? paused,
    ),
  ).toEqual(["204", "200", "true", "204", "200", "false"]);
});

test("a workspace that ends while its socket is closed leaves none behind", async () => {
  const stop = flood(a.socket, list.repeat(500), false);
  await until(async () => !(await isOpen(a.socket)), 20_000);
  stop();
  await bench.relisten(a);
  expect((await a.http("GET", "/containers/json")).status).toBe(200);
  // past the pause of the server that was replaced, its return would take this socket away
  const before = await stat(a.socket);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect((await stat(a.socket)).ino).toBe(before.ino);
});

test("a stream that runs is not ended by a flood", async () => {
  await a.ok("run", "-di", "--name", "cat", "busybox", "cat");
  const client = new DockerHttp(a.socket);
  const stream = await client.hijack("/containers/cat/attach?stream=1&stdin=1&stdout=1");
  let heard = "";
  stream.on("data", (chunk: Buffer) => {
    heard += chunk.toString("latin1");
  });
  const stop = flood(a.socket, list.repeat(500), false);
  await until(async () => !(await isOpen(a.socket)), 20_000);
  stop();
  stream.write("meanwhile\n");
  await until(() => heard.includes("meanwhile"));
  stream.destroy();
  client.close();
  await bench.relisten(a);
  await a.ok("rm", "-f", "cat");
}, 60_000);

test("honest use at full speed is never a flood", async () => {
  const { ino } = await stat(b.socket);
  const fifty = await Promise.all(Array.from({ length: 50 }, () => b.docker(["ps"])));
  // some may be refused for their rate; none finds nobody there
  for (const { code, err } of fifty) if (code !== 0) expect(err).toMatch(/par seconde|à la fois/);
  const client = new DockerHttp(b.socket);
  const answers = { served: 0, refused: 0 };
  for (let i = 0; i < 200; i++)
    await client.ask("GET", "/containers/json").then(
      () => answers.served++,
      (error: Error) => {
        expect(error.message).toContain("429");
        answers.refused++;
      },
    );
  client.close();
  expect(answers.served + answers.refused).toBe(200);
  expect((await stat(b.socket)).ino).toBe(ino);
  expect(
    await onEngine("inspect", "-f", "{{.State.Running}} {{.RestartCount}}", bench.victim.id),
  ).toBe("true 0");
}, 60_000);
