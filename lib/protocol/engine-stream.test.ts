/** What the backend leaves out, the browser still has. */
import { expect, test } from "vitest";
import { applied, differences } from "./engine-stream";
import type { EngineView, EngineVolume } from "./engine-view";

const volume = (name: string, users: string[] = []): EngineVolume => ({
  name,
  anonymous: false,
  createdAt: "2026-01-01T00:00:00Z",
  users,
});
const view = (volumes: EngineVolume[]): EngineView => ({
  containers: [],
  images: [],
  networks: [],
  volumes,
});

test("an entry changes, one goes, one comes, the order too", () => {
  const [a, b] = [volume("a"), volume("b")];
  const before = view([a, b]);
  const after = { ...before, volumes: [volume("c"), volume("b", ["x"])] };
  const changes = differences(before, after);
  expect(changes.volumes?.changed.map(({ name }) => name)).toEqual(["c", "b"]);
  expect(applied(before, JSON.parse(JSON.stringify(changes)))).toEqual(after);
});

test("what has not changed is neither sent nor made anew", () => {
  const [a, b] = [volume("a"), volume("b")];
  const before = view([a, b]);
  const changes = differences(before, { ...before, volumes: [b, a] });
  expect(changes).toEqual({ volumes: { order: ["b", "a"], changed: [] } });
  const after = applied(before, changes);
  expect(after.volumes[1]).toBe(a);
  expect(after.images).toBe(before.images);
});
