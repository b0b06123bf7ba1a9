/** Learners' networks over a workspace's life: made through its socket, gone with it. */
import { afterEach, expect, test } from "vitest";
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
