import { describe, expect, it } from "vitest";
import { progressSchema } from "@/lib/protocol/progress";
import { readProgress } from "./progress-shape";

const at = "2026-01-02T03:04:05.000Z";

describe("readProgress agrees with the protocol's schema", () => {
  it.each<[string, unknown]>([
    ["nothing yet", { lessons: {}, exercises: [] }],
    [
      "a lesson",
      {
        lessons: { "a/b": { visitedAt: at, completedAt: null, commandsRun: [0, 2] } },
        exercises: ["a/b/c"],
      },
    ],
    ["no exercises", { lessons: {} }],
    ["an exercise that is none", { lessons: {}, exercises: [1] }],
    [
      "a finished lesson",
      { lessons: { "a/b": { visitedAt: at, completedAt: at, commandsRun: [] } }, exercises: [] },
    ],
    ["an error body", { error: { code: "internal", message: "x" } }],
    ["null", null],
    ["no date", { lessons: { "a/b": { completedAt: null, commandsRun: [] } } }],
    [
      "an index that is none",
      { lessons: { "a/b": { visitedAt: at, completedAt: null, commandsRun: ["0"] } } },
    ],
  ])("on %s", (_, value) => {
    const expected = progressSchema.safeParse(value);
    if (expected.success) expect(readProgress(value)).toEqual(expected.data);
    else expect(() => readProgress(value)).toThrow(TypeError);
  });
});
