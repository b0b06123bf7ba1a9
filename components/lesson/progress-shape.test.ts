import { describe, expect, it } from "vitest";
import { progressSchema } from "@/lib/protocol/progress";
import { readProgress } from "./progress-shape";

const at = "2026-01-02T03:04:05.000Z";

describe("readProgress agrees with the protocol's schema", () => {
  const lesson = { visitedAt: at, seenAt: at, completedAt: null, commandsRun: [0, 2] };
  const none = { account: true, lessons: {}, exercises: [], quizzes: {} };
  const stand = { attempts: 2, answer: [0, 1], passed: true };
  it.each<[string, unknown]>([
    ["nothing yet", none],
    ["a lesson", { ...none, lessons: { "a/b": lesson }, exercises: ["a/b/c"] }],
    ["no account said", { lessons: {}, exercises: [], quizzes: {} }],
    ["no exercises", { ...none, exercises: undefined }],
    ["an exercise that is none", { ...none, exercises: [1] }],
    ["a finished lesson", { ...none, lessons: { "a/b": { ...lesson, completedAt: at } } }],
    ["an error body", { error: { code: "internal", message: "x" } }],
    ["null", null],
    ["no date", { ...none, lessons: { "a/b": { completedAt: null, commandsRun: [] } } }],
    ["an index that is none", { ...none, lessons: { "a/b": { ...lesson, commandsRun: ["0"] } } }],
    ["a quiz", { ...none, quizzes: { "a/b/q": stand } }],
    ["a quiz that is none", { ...none, quizzes: { "a/b/q": { ...stand, passed: 1 } } }],
    ["an answer that is none", { ...none, quizzes: { "a/b/q": { ...stand, answer: ["a"] } } }],
    ["no quizzes", { ...none, quizzes: null }],
  ])("on %s", (_, value) => {
    const expected = progressSchema.safeParse(value);
    if (expected.success) expect(readProgress(value)).toEqual(expected.data);
    else expect(() => readProgress(value)).toThrow(TypeError);
  });
});
