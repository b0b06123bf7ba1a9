import { expect, it } from "vitest";
import { resumeAt } from "./resume";

const lessons = [{ id: "a" }, { id: "b" }, { id: "c" }];
const begun = (second: number) => ({
  seenAt: `2026-01-01T00:00:0${second}.000Z`,
  completedAt: null,
});
const finished = (second: number) => ({
  ...begun(second),
  completedAt: "2026-01-02T00:00:00.000Z",
});

it.each([
  ["nothing was begun", {}, undefined],
  ["one is under way", { a: finished(1), b: begun(2) }, "b"],
  ["an earlier one was opened again", { a: begun(3), b: begun(2) }, "a"],
  ["the last one seen is finished", { a: finished(1), b: finished(2) }, "c"],
  ["the next one is finished too", { a: finished(3), b: finished(2) }, "c"],
  ["only earlier ones are left", { b: finished(1), c: finished(2) }, "a"],
  ["all is finished", { a: finished(1), b: finished(2), c: finished(3) }, undefined],
  ["only a lesson that is no more", { z: begun(1) }, undefined],
])("when %s", (_, seen, expected) => {
  expect(resumeAt(lessons, seen)?.id).toBe(expected);
});
