/** The operator's commands on a real backend and engine. */
import { afterEach, expect, test } from "vitest";
import { TestBackend } from "@/backend/testing/daemon";
import { Backend } from "./backend";
import { listKeptHomes, pruneHomes } from "./kept-homes";
import { removeWorkspace } from "./workspace";

let backend: TestBackend;
afterEach(() => backend.destroy());

test("the operator prunes what is old, and the page is told who stopped a workspace", async () => {
  backend = new TestBackend();
  await backend.start();
  const admin = new Backend(backend.paths.backendSocket);
  await backend.open("alice");
  await backend.open("bob");
  await removeWorkspace(admin, { owner: "alice" }, false);
  expect(await backend.view("GET", "alice")).toMatchObject({ stopped: { reason: "operator" } });
  expect(await pruneHomes(admin, "90d", false)).toMatch(/^0 removed/m);
  expect(await pruneHomes(admin, "0s", true)).toMatch(/alice.*\n1 would be removed/);
  expect(await listKeptHomes(admin, false)).toMatch(/ alice .* MiB\n\n1 kept/);
  expect(await pruneHomes(admin, "0s", false)).toMatch(/alice.*\n1 removed/);
  expect(JSON.parse(await listKeptHomes(admin, true))).toEqual([]);
  expect(await backend.view("GET", "bob")).toMatchObject({ state: "running" });
});
