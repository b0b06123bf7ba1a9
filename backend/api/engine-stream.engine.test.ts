/** The stream of a learner's engine, as web reads it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applied, type EngineMessage, engineMessageSchema } from "@/lib/protocol/engine-stream";
import type { EngineView } from "@/lib/protocol/engine-view";
import { TestBackend } from "../testing/daemon";
import { followEvents } from "../testing/follow-events";

const run = promisify(execFile);
const patience = { timeout: 20_000 };
let backend: TestBackend;

beforeAll(async () => {
  backend = new TestBackend();
  await backend.start();
});
afterAll(() => backend.destroy());

/** What the owner's page would know, from the messages alone. */
function follow(owner: string) {
  const messages: EngineMessage[] = [];
  let view: EngineView | null = null;
  const { close } = followEvents(
    {
      socketPath: backend.paths.backendSocket,
      path: `/v1/owners/${owner}/workspace/engine`,
    },
    (value) => {
      const message = engineMessageSchema.parse(value);
      messages.push(message);
      if (message.kind === "view") view = message.view;
      else if (message.kind === "change" && view !== null) view = applied(view, message.changes);
    },
  );
  return {
    messages,
    view: () => view,
    kinds: () => messages.map(({ kind }) => kind),
    close,
  };
}

async function dockerOf(owner: string) {
  const { id } = await backend.open(owner);
  const socket = backend.paths.workspace(id).dockerSocket;
  return async (...args: string[]) =>
    (await run("docker", ["--host", `unix://${socket}`, ...args])).stdout.trim();
}

test("closed, then the view, then what changes of it, with what containers take; closed again", async () => {
  const page = follow("alice");
  await expect.poll(page.kinds, patience).toEqual(["closed"]);
  const docker = await dockerOf("alice");
  await expect.poll(page.kinds, patience).toEqual(["closed", "view"]);
  await docker("run", "-d", "--name", "web", "busybox", "sh", "-c", "while :; do :; done");
  await expect
    .poll(() => page.view()?.containers, patience)
    .toMatchObject([{ name: "web", state: "running" }]);
  const taken = () =>
    page.messages.flatMap((message) => (message.kind === "usage" ? message.usage : []));
  // a loop takes what it may; the first sample has nothing to compare with
  await expect
    .poll(() => taken().some(({ cpus, memoryBytes }) => cpus > 0.1 && memoryBytes > 0), patience)
    .toBe(true);
  expect(page.kinds().filter((kind) => kind === "view")).toHaveLength(1);
  await docker("rm", "-f", "web");
  await expect.poll(() => page.view()?.containers, patience).toEqual([]);
  await backend.view("DELETE", "alice", "?files=remove");
  await expect.poll(() => page.kinds().at(-1), patience).toBe("closed");
  page.close();
});

test("each owner's stream and inspect are of their own engine", async () => {
  const [docker, other] = [await dockerOf("bob"), await dockerOf("carol")];
  const page = follow("carol");
  const id = await docker("run", "-d", "--name", "secret", "busybox", "sleep", "60");
  await other("run", "-d", "--name", "mine", "busybox", "sleep", "60");
  await expect
    .poll(() => page.view()?.containers, patience)
    .toMatchObject([{ name: "mine", state: "running" }]);
  expect(JSON.stringify(page.messages)).not.toContain("secret");
  const inspect = (owner: string, path: string) =>
    backend.call("GET", `/v1/owners/${owner}/workspace/engine/${path}`);
  expect(JSON.parse((await inspect("bob", `container/${id}`)).text).Name).toBe("/secret");
  for (const path of [`container/${id}`, `container/${id.slice(0, 12)}`, "container/secret"])
    expect((await inspect("carol", path)).status, path).toBe(404);
  for (const path of ["container/a%2fb", "swarm/x", `container/${"a".repeat(129)}`])
    expect((await inspect("carol", path)).status, path).toBe(400);
  expect((await inspect("nobody", `container/${id}`)).status).toBe(409);
  page.close();
});
