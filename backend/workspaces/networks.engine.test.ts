/** Learners' networks over a workspace's life: made through its socket, gone with it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { proxyPlace } from "../egress/place";
import { instanceLabel, workspaceLabel } from "../engine/ownership";
import { run } from "../gateway/testing";
import { inspectIsolation } from "../isolation/isolation";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

const networksOf = async (label: string) =>
  (await backend.engine.listNetworks({ filters: { label: [label] } })).map(({ Name }) => Name);

test("networks outlive the backend and end with the workspace", async () => {
  backend = new TestBackend();
  await backend.start();
  const { id } = await backend.open("alice");
  const docker = async (...args: string[]) => {
    const socket = backend.paths.workspace(id).dockerSocket;
    const ran = await run("docker", ["--host", `unix://${socket}`, ...args]);
    expect(ran.err).toBe("");
    return ran.out.trim();
  };
  await docker("pull", "-q", "busybox");
  await docker("network", "create", "front");
  await docker("run", "-d", "--name", "web", "--network", "front", "busybox", "sleep", "600");
  expect((await networksOf(`${instanceLabel}=${backend.instance}`)).sort()).toEqual([
    `${id}.bridge`,
    `${id}.front`,
  ]);

  await backend.stop();
  expect(await inspectIsolation(backend.instance, "none")).toBeNull();
  await backend.start();
  await backend.ready();
  expect(await docker("run", "--rm", "--network", "front", "busybox", "nslookup", "web")).toContain(
    "Address",
  );

  await backend.view("DELETE", "alice", "?files=remove");
  expect(await networksOf(`${workspaceLabel}=${id}`)).toEqual([]);
});

test("a list of hosts is in force from the start, and after the backend's return", async () => {
  backend = new TestBackend({ ESCALE_EGRESS: "list", ESCALE_EGRESS_HOSTS: "permis.exemple.org" });
  const place = proxyPlace(backend.instance);
  try {
    await backend.start();
    const { id } = await backend.open("alice");
    const socket = backend.paths.workspace(id).dockerSocket;
    const docker = (...args: string[]) => run("docker", ["--host", `unix://${socket}`, ...args]);
    await docker("pull", "-q", "python");
    const ask = `
import urllib.request
for url in ["http://interdit.exemple.org/", "http://127.0.0.1.permis.exemple.org/"]:
    try: urllib.request.urlopen(url)
    except Exception as e: print(e)`;
    const refused = "Escale ne permet pas interdit.exemple.org";
    expect((await docker("run", "--rm", "python", "python3", "-c", ask)).out).toContain(refused);
    expect(await inspectIsolation(backend.instance, "list")).toBeNull();
    expect(await inspectIsolation(backend.instance, "none")).not.toBeNull();
    await backend.stop();
    await backend.start();
    await backend.ready();
    expect((await docker("run", "--rm", "python", "python3", "-c", ask)).out).toContain(refused);
  } finally {
    await promisify(execFile)("ip", ["address", "del", `${place.address}/32`, "dev", "lo"]);
  }
});
