/** attach/ws as a client of the API meets it: a real WebSocket on the workspace's own socket. */
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Bench, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
});
afterAll(() => bench.close());

/** Opened, and what has come of it so far. */
async function attached(name: string, query: string) {
  const socket = new WebSocket(`ws+unix:${a.socket}:/v1.41/containers/${name}/attach/ws?${query}`);
  let said = "";
  const frames: boolean[] = [];
  socket.on("message", (data, binary) => {
    frames.push(binary);
    said += String(data);
  });
  const closed = once(socket, "close").then(([code]) => Number(code));
  await once(socket, "open");
  return { socket, closed, frames, said: () => said };
}

test("what is said arrives, what the program says comes back unframed, its end closes", async () => {
  const script = 'while read l; do echo "lu $l"; echo "err $l" >&2; [ "$l" = fin ] && exit 3; done';
  await a.ok("run", "-di", "--name", "parle", "busybox", "sh", "-c", script);
  const { socket, closed, frames, said } = await attached(
    "parle",
    "stream=1&stdin=1&stdout=1&stderr=1",
  );
  socket.send("bonjour\n");
  await until(() => said().includes("err bonjour\n"));
  socket.send(Buffer.from("fin\n"));
  expect(await closed).toBe(1000);
  // two pipes: between them the order is the engine's, as with any attach
  for (const line of ["lu bonjour\n", "err bonjour\n", "lu fin\n", "err fin\n"])
    expect(said()).toContain(line);
  expect(said()).toHaveLength("lu bonjour\nerr bonjour\nlu fin\nerr fin\n".length);
  expect(frames.every(Boolean)).toBe(true);
  expect(await a.ok("wait", "parle")).toBe("3");
  await a.ok("rm", "parle");
});

test("a terminal's container, with what it has said before", async () => {
  await a.ok("run", "-dit", "--name", "tty", "busybox", "sh", "-c", "echo avant; exec cat");
  const { socket, closed, said } = await attached("tty", "logs=1&stream=1");
  await until(() => said().includes("avant\r\n"));
  socket.send("salut\n");
  await until(() => said().includes("salut\r\nsalut\r\n"));
  socket.close(1000);
  expect(await closed).toBe(1000);
  expect(await a.ok("inspect", "-f", "{{.State.Running}}", "tty")).toBe("true");
  await a.ok("rm", "-f", "tty");
});

test("logs alone: what was said, and then the end; one stream of two when it is asked for", async () => {
  await a.ok("run", "--name", "fini", "busybox", "sh", "-c", "echo un; echo deux >&2; sleep 1");
  const start = await a.docker(["start", "fini"]);
  expect(start.code).toBe(0);
  const { closed, said } = await attached("fini", "logs=1&stderr=1");
  expect(await closed).toBe(1000);
  expect(said().replaceAll("deux\n", "")).toBe("");
  expect(said()).toContain("deux\n");
  await a.ok("rm", "-f", "fini");
});

test("the client's end is the end of the program's input", async () => {
  const body = {
    Image: "busybox",
    Cmd: ["sh", "-c", "cat > /dev/null; exit 5"],
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
  };
  expect((await a.http("POST", "/containers/create?name=une", body)).status).toBe(201);
  const { socket } = await attached("une", "stream=1&stdin=1");
  await a.ok("start", "une");
  socket.send("quelques mots");
  socket.close();
  expect(await a.ok("wait", "une")).toBe("5");
  await a.ok("rm", "une");
});

test("ten megabytes come through whole, to the program and back", async () => {
  await a.ok("run", "-di", "--name", "echo", "busybox", "cat");
  const { socket } = await attached("echo", "stream=1&stdin=1&stdout=1");
  let bytes = 0;
  let wrong = 0;
  socket.on("message", (data: Buffer) => {
    bytes += data.length;
    if (data.some((byte) => byte !== 0x61)) wrong += 1;
  });
  for (let sent = 0; sent < 80; sent++) socket.send(Buffer.alloc(128 * 1024, 0x61));
  await until(() => bytes >= 80 * 128 * 1024, 20_000);
  expect([bytes, wrong]).toEqual([80 * 128 * 1024, 0]);
  socket.terminate();
  await a.ok("rm", "-f", "echo");
}, 30_000);

test("a container that is paused or not there is refused before the handshake", async () => {
  await a.ok("run", "-d", "--name", "neuf", "busybox", "sleep", "60");
  await a.ok("pause", "neuf");
  for (const [name, status] of [
    ["neuf", 409],
    ["absent", 404],
  ] as const) {
    const socket = new WebSocket(`ws+unix:${a.socket}:/containers/${name}/attach/ws?stream=1`);
    const [error] = await once(socket, "error").catch((thrown: unknown) => [thrown]);
    expect(String(error), name).toContain(`Unexpected server response: ${status}`);
  }
  await a.ok("rm", "-f", "neuf");
});
