/** Files that wait for their owner: listed, removed when old, never taken from somebody at work. */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { keptHomeSchema } from "@/lib/protocol/workspace";
import { workstationName } from "../engine/ownership";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

async function started(env: Record<string, string> = {}): Promise<TestBackend> {
  backend = new TestBackend(env);
  await backend.start();
  return backend;
}
const kept = async () =>
  keptHomeSchema.array().parse(JSON.parse((await backend.call("GET", "/v1/kept-homes")).text));
const forget = (owner: string, before: Date) =>
  backend.call("DELETE", `/v1/owners/${owner}/files?before=${before.toISOString()}`);
const soon = () => new Date(Date.now() + 60_000);

test("kept homes are listed with size and last use; running and prepared ones are not", async () => {
  await started({ ESCALE_PREPARED: "1" });
  const { id } = await backend.open("alice");
  await backend.open("bob");
  writeFileSync(join(backend.paths.workspace(id).home, "big"), Buffer.alloc(3 * 1024 ** 2));
  expect(await kept()).toEqual([]);
  const before = Date.now();
  await backend.view("DELETE", "alice");
  const [home, ...others] = await kept();
  expect(others).toEqual([]);
  expect(home).toMatchObject({ id, owner: "alice" });
  expect(home?.bytes).toBeGreaterThan(3 * 1024 ** 2);
  expect(Date.parse(home?.lastUsedAt ?? "")).toBeGreaterThanOrEqual(before);
});

test("files go only when their owner has not come back since, and is not there", async () => {
  await started();
  const { id } = await backend.open("alice");
  const home = backend.paths.workspace(id).home;
  // at work
  expect((await forget("alice", soon())).status).toBe(409);
  expect(await backend.view("GET", "alice")).toMatchObject({ state: "running", id });
  await backend.view("DELETE", "alice");
  // used since
  expect((await forget("alice", new Date(Date.now() - 60_000))).status).toBe(409);
  expect(existsSync(home)).toBe(true);
  expect((await forget("alice", soon())).status).toBe(200);
  expect(existsSync(home)).toBe(false);
  expect(readdirSync(backend.paths.owners)).toEqual([]);
  // nothing is left: nothing to refuse
  expect((await forget("alice", soon())).status).toBe(200);
  for (const query of ["", "?before=yesterday", "?before=2026-01-01T00:00:00Z&files=remove"]) {
    expect((await backend.call("DELETE", `/v1/owners/alice/files${query}`)).status).toBe(400);
  }
});

test("an opening and a removal at the same moment leave a workspace that works, or none", async () => {
  await started();
  await backend.open("alice");
  await backend.view("DELETE", "alice");
  const [view] = await Promise.all([backend.open("alice"), forget("alice", soon())]);
  expect(await backend.view("GET", "alice")).toMatchObject({ state: "running", id: view.id });
  expect(existsSync(backend.paths.workspace(view.id).home)).toBe(true);
});

test("a prepared workstation with the limits of earlier settings is replaced at the start", async () => {
  const ready = async () => JSON.parse((await backend.call("GET", "/v1/health")).text).workspaces;
  const onlyOne = async () => {
    await expect.poll(async () => (await ready()).prepared, { timeout: 15_000 }).toBe(1);
    await expect.poll(async () => (await backend.containers()).length).toBe(1);
    const [found] = await backend.containers();
    return found?.workspace ?? "";
  };
  await started({ ESCALE_PREPARED: "1" });
  const first = await onlyOne();
  await backend.stop();
  await backend.start();
  expect(await onlyOne()).toBe(first);

  await backend.stop();
  backend.env.ESCALE_WORKSTATION_MEMORY = "300m";
  await backend.start();
  await expect.poll(async () => (await backend.containers())[0]?.workspace).not.toBe(first);
  const second = await onlyOne();
  const { HostConfig } = await backend.engine.getContainer(workstationName(second)).inspect();
  expect(HostConfig.Memory).toBe(300 * 1024 ** 2);
});
