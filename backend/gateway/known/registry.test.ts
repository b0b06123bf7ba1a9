import { expect, test } from "vitest";
import { createRegistry } from "./registry";

const workspace = "0123456789ab";
const other = "ba9876543210";
const found = (id: string, name = id, whose = workspace) => ({ workspace: whose, id, name });
const ids = (registry: ReturnType<typeof createRegistry>) =>
  registry
    .of(workspace)
    .map(({ id }) => id)
    .sort();

test("each workspace has its own, until they are gone", () => {
  const registry = createRegistry();
  registry.add(found("a"));
  registry.add(found("b", "b", other));
  expect(registry.of(workspace)).toEqual([{ id: "a", name: "a" }]);
  registry.remove("a");
  registry.remove("unheard of");
  expect(registry.of(workspace)).toEqual([]);
  expect(registry.of(other)).toHaveLength(1);
});

test("a renamed one has no known name, even when its creation is told late", () => {
  const registry = createRegistry();
  registry.add(found("a", "web"));
  registry.rename("a");
  registry.add(found("a", "web"));
  expect(registry.of(workspace)).toEqual([{ id: "a", name: undefined }]);
});

test("what is told while the engine is being listed is newer than the list", () => {
  const registry = createRegistry();
  registry.add(found("stale"));
  const replacing = registry.replacing();
  registry.add(found("made"));
  registry.remove("gone");
  registry.rename("renamed");
  replacing.with([found("gone"), found("renamed", "before"), found("quiet")]);
  expect(ids(registry)).toEqual(["made", "quiet", "renamed"]);
  expect(registry.of(workspace)).toContainEqual({ id: "renamed", name: undefined });
});

test("a list that never came is forgotten, and one that comes too late changes nothing", () => {
  const registry = createRegistry();
  const first = registry.replacing();
  registry.add(found("a"));
  const second = registry.replacing();
  first.with([]);
  expect(ids(registry)).toEqual(["a"]);
  second.with([found("a"), found("b")]);
  expect(ids(registry)).toEqual(["a", "b"]);
});
