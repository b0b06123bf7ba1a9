import { expect, test } from "vitest";
import { type Finding, judge } from "./reconcile";

const now = "2026-01-02T03:04:05.000Z";
const before = "2026-01-01T00:00:00.000Z";
const nothing: Finding = {
  record: null,
  owner: null,
  hasHome: true,
  workstationRunning: false,
  outdated: false,
  hasContainers: false,
};
const fate = (found: Partial<Finding>) => judge({ ...nothing, ...found }, now);
const running = { workstationRunning: true, hasContainers: true };

test("a running workspace goes on with its opening time", () => {
  const record = { state: "running", openedAt: before } as const;
  expect(fate({ record, owner: "a", ...running })).toEqual({
    kind: "running",
    owner: "a",
    openedAt: before,
    quota: {},
  });
});

test("killed between the claim and its record: it is the owner's", () => {
  expect(fate({ record: { state: "prepared" }, owner: "a", ...running })).toEqual({
    kind: "running",
    owner: "a",
    openedAt: now,
    quota: {},
  });
});

test("a running workspace goes on with what it may use", () => {
  const quota = { memoryBytes: 128 * 1024 ** 2, outside: "closed" } as const;
  const record = { state: "running", openedAt: before, quota } as const;
  expect(fate({ record, owner: "a", ...running })).toMatchObject({ kind: "running", quota });
});

test("a workstation that is gone is lost, its files are not", () => {
  for (const hasContainers of [true, false]) {
    const record = { state: "running", openedAt: before } as const;
    expect(fate({ record, owner: "a", hasContainers })).toMatchObject({
      kind: "end",
      owner: "a",
      ending: { files: "keep", reason: "lost" },
    });
  }
});

test("an ending that was begun is finished, even if everything still runs", () => {
  const record = { state: "ending", files: "remove", reason: "learner", at: before } as const;
  expect(fate({ record, owner: "a", ...running })).toMatchObject({ kind: "end", ending: record });
  expect(fate({ record, ...running })).toMatchObject({ kind: "end", owner: null });
});

test("reopening that was cut short keeps the files and the reason of the last stop", () => {
  const record = { state: "stopped", reason: "idle", at: before } as const;
  expect(fate({ record, owner: "a", hasContainers: true })).toMatchObject({
    kind: "end",
    ending: { files: "keep", reason: "idle", at: before },
  });
  expect(fate({ record, owner: "a" })).toEqual({ kind: "kept" });
});

test("only a workstation that was never anybody's becomes a prepared one", () => {
  expect(fate({ record: { state: "prepared" }, ...running })).toEqual({ kind: "prepared" });
  for (const record of [
    null,
    { state: "running", openedAt: before } as const,
    { state: "stopped", reason: "idle", at: before } as const,
  ]) {
    expect(fate({ record, ...running }).kind).toBe("strays");
  }
});

test("a prepared workstation of an older image makes room for a new one, a learner's goes on", () => {
  expect(fate({ record: { state: "prepared" }, ...running, outdated: true })).toMatchObject({
    kind: "end",
    ending: { files: "remove" },
  });
  expect(fate({ record: null, owner: "a", ...running, outdated: true }).kind).toBe("running");
});

test("what was half made for nobody is removed", () => {
  expect(fate({ record: { state: "prepared" }, hasContainers: true })).toMatchObject({
    kind: "end",
    ending: { files: "remove" },
  });
  expect(fate({ hasHome: false })).toMatchObject({ kind: "end", ending: { files: "remove" } });
});

test("a home without record or owner is never deleted", () => {
  expect(fate({}).kind).toBe("strays");
  expect(fate({ owner: "a" })).toMatchObject({ kind: "end", ending: { files: "keep" } });
});
