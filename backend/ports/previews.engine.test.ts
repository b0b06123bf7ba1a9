/** Published ports as web shows them in the browser: the list of the view, and connections. */
import { request } from "node:http";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorBodySchema } from "@/lib/protocol/errors";
import { run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
let alice: string;
let bob: string;

async function docker(workspace: string, ...args: string[]): Promise<string> {
  const socket = backend.paths.workspace(workspace).dockerSocket;
  const ran = await run("docker", ["--host", `unix://${socket}`, ...args]);
  if (ran.code !== 0) throw new Error(`docker ${args.join(" ")}: ${ran.err}${ran.out}`);
  return ran.out.trim();
}

/** The connection, or the code of the refusal. */
const connect = (owner: string, port: number | string, upgrade = "tcp", suffix = "") =>
  new Promise<Duplex | string>((resolve, reject) => {
    const asking = request({
      socketPath: backend.paths.backendSocket,
      agent: false,
      path: `/v1/owners/${owner}/workspace/ports/${port}/connection${suffix}`,
      headers: { connection: "Upgrade", upgrade },
    });
    asking.on("error", reject);
    asking.on("upgrade", (_answer, socket) => resolve(socket));
    asking.on("response", (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve(errorBodySchema.parse(JSON.parse(text)).error.code));
    });
    asking.end();
  });
async function connected(owner: string, port: number): Promise<Duplex> {
  const socket = await connect(owner, port);
  if (typeof socket === "string") throw new Error(socket);
  socket.on("error", () => socket.destroy());
  return socket;
}
/** What a server says to one request, until it hangs up. */
const get = (socket: Duplex) =>
  new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    socket.write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
  });
const closed = (socket: Duplex) =>
  new Promise<void>((resolve) => {
    socket.resume();
    socket.once("close", () => resolve());
  });
const ports = async (owner: string) => {
  const view = await backend.view("GET", owner);
  return view.state === "running"
    ? view.ports.map(({ port, container }) => `${port} ${container}`)
    : view.state;
};

beforeAll(async () => {
  backend = new TestBackend({ ESCALE_IDLE: "10m" });
  await backend.start();
  alice = (await backend.open("alice")).id;
  bob = (await backend.open("bob")).id;
  for (const workspace of [alice, bob]) await docker(workspace, "pull", "-q", "busybox");
}, 60_000);
afterAll(() => backend.destroy());

/** httpd that says `text`. */
const serve = (workspace: string, name: string, published: string, text: string) =>
  docker(
    ...[workspace, "run", "-d", "--name", name, "-p", published, "busybox", "sh", "-c"],
    `mkdir /w; echo ${text} > /w/index.html; exec httpd -f -h /w -p 80`,
  );

test("the view tells each port with its container, and follows them", async () => {
  const feed = backend.events("alice");
  expect(await ports("alice")).toEqual([]);
  await serve(alice, "web", "8080:80", "alice");
  await expect.poll(() => ports("alice")).toEqual(["8080 web"]);
  await docker(
    alice,
    "run",
    "-d",
    "--name",
    "bb",
    "-p",
    "81:1",
    "-p",
    "9000:2",
    "busybox",
    "sleep",
    "1d",
  );
  await expect.poll(() => ports("alice")).toEqual(["81 bb", "8080 web", "9000 bb"]);
  await docker(alice, "rm", "-f", "bb");
  await expect.poll(() => ports("alice")).toEqual(["8080 web"]);
  expect(await ports("bob")).toEqual([]);
  // pushed, without anybody asking
  const told = feed.views.flatMap((view) => (view.state === "running" ? [view.ports.length] : []));
  expect(told).toEqual(expect.arrayContaining([0, 1, 3]));
  expect(told.at(-1)).toBe(1);
  feed.close();
});

test("a connection is to the owner's own container", async () => {
  await serve(bob, "web", "8080:80", "bob");
  expect(await get(await connected("alice", 8080))).toContain("alice");
  expect(await get(await connected("bob", 8080))).toContain("bob");
});

test("nothing else is reached", async () => {
  await docker(bob, "run", "-d", "--name", "only", "-p", "7000:80", "busybox", "sleep", "1d");
  for (const [owner, port, code] of [
    ["alice", 7000, "port_not_published"],
    ["alice", 22, "port_not_published"],
    ["alice", 80, "port_not_published"],
    // published, but nobody listens
    ["bob", 7000, "port_no_answer"],
    ["carol", 8080, "no_workspace"],
    ["alice", 0, "not_found"],
    ["alice", 65536, "not_found"],
    ["alice", "08080", "not_found"],
    ["alice", "8080%2f..", "not_found"],
    ["..", 8080, "not_found"],
  ] as const) {
    expect(await connect(owner, port), `${owner} ${port}`).toBe(code);
  }
  expect(await connect("alice", 8080, "tcp", "?owner=bob")).toBe("not_found");
  expect(await connect("alice", 8080, "websocket")).toBe("not_found");
  await docker(bob, "rm", "-f", "only");
});

test("a connection ends with its container, and a new one goes where the port leads then", async () => {
  const socket = await connected("alice", 8080);
  const gone = closed(socket);
  await docker(alice, "rm", "-f", "web");
  await gone;
  expect(await connect("alice", 8080)).toBe("port_not_published");
  await serve(alice, "next", "8080:80", "another");
  expect(await get(await connected("alice", 8080))).toContain("another");
});

test("an owner has a bounded number, and others theirs", async () => {
  const open = await Promise.all(Array.from({ length: 96 }, () => connected("alice", 8080)));
  expect(await connect("alice", 8080)).toBe("too_many_requests");
  expect(await get(await connected("bob", 8080))).toContain("bob");
  const [first] = open;
  first?.destroy();
  await expect.poll(async () => typeof (await connect("alice", 8080))).toBe("object");
  for (const socket of open) socket.destroy();
});

test("what a browser sends keeps the workspace from being idle; an open connection does not", async () => {
  const deadline = async () => {
    const view = await backend.view("GET", "bob");
    return view.state === "running" ? Date.parse(view.idleStopsAt) : 0;
  };
  const before = await deadline();
  const socket = await connected("bob", 8080);
  await expect.poll(deadline).toBeGreaterThan(before);
  const connectedAt = await deadline();
  await expect.poll(() => Date.now()).toBeGreaterThan(connectedAt - 600_000 + 50);
  expect(await deadline()).toBe(connectedAt);
  socket.write("GET / HTTP/1.0\r\n");
  await expect.poll(deadline).toBeGreaterThan(connectedAt);
  socket.destroy();
});

test("ends with the workspace, and is refused from then on", async () => {
  const socket = await connected("bob", 8080);
  const gone = closed(socket);
  await backend.view("DELETE", "bob", "?files=remove");
  await gone;
  expect(await connect("bob", 8080)).toBe("no_workspace");
  expect(await ports("bob")).toBe("none");
});
