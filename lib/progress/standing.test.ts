import { describe, expect, it } from "vitest";
import type { Outline, OutlineLesson } from "@/lib/content/outline";
import { noRecords, type Records } from "./records";
import { standingIn } from "./standing";

const lesson = (id: string, more: Partial<OutlineLesson> = {}): OutlineLesson => ({
  ...{ id, href: `/parcours/${id}`, title: id, minutes: 10 },
  ...{ exercises: [], quizzes: [], predictions: [] },
  ...more,
});
const exercise = { id: "un/a/e", href: "/parcours/un/a#e", title: "E" };
const outline: Outline = {
  chapters: [
    {
      ...{ slug: "un", title: "Un", capstones: false },
      lessons: [
        lesson("un/a", { exercises: [exercise], quizzes: ["un/a/q"], predictions: ["un/a/p"] }),
        lesson("un/b"),
      ],
    },
    { slug: "deux", title: "Deux", capstones: true, lessons: [lesson("deux/c")] },
  ],
};
const begun = { seenAt: "2026-01-01T00:00:00.000Z", completedAt: null, seconds: 60 };
const finished = { ...begun, completedAt: "2026-01-01T01:00:00.000Z" };
const right = { attempts: 1, answer: [0], passed: true };
const done = { completed: true, hints: 0, solutions: 0 };
const whole: Records = {
  lessons: { "un/a": finished, "un/b": finished },
  exercises: { [exercise.id]: done },
  quizzes: { "un/a/q": right },
};
const first = (records: Records) => standingIn(outline, records).chapters[0];

describe("a lesson", () => {
  const stateWith = (change: Partial<Records>) =>
    first({ ...whole, ...change })?.lessonList[0]?.state;

  it("is complete once marked as finished, with its exercises and quizzes", () => {
    expect(stateWith({})).toBe("complete");
  });

  it.each<[string, Partial<Records>, string]>([
    ["nothing of it was seen", { lessons: {} }, "todo"],
    ["it was only visited", { lessons: { "un/a": begun } }, "begun"],
    [
      "its exercise is under way",
      { exercises: { [exercise.id]: { ...done, completed: false } } },
      "read",
    ],
    ["its exercise was not begun", { exercises: {} }, "read"],
    ["its quiz was answered wrong", { quizzes: { "un/a/q": { ...right, passed: false } } }, "read"],
    [
      "its quiz was passed at the third attempt",
      { quizzes: { "un/a/q": { ...right, attempts: 3 } } },
      "complete",
    ],
    [
      "its exercise was done with the solution",
      { exercises: { [exercise.id]: { ...done, solutions: 2 } } },
      "complete",
    ],
    [
      "its prediction was wrong",
      { quizzes: { ...whole.quizzes, "un/a/p": { ...right, passed: false } } },
      "complete",
    ],
  ])("when %s", (_, change, state) => {
    expect(stateWith(change)).toBe(state);
  });
});

describe("a chapter", () => {
  it("is complete once all of its lessons are", () => {
    expect(first(whole)?.complete).toBe(true);
    const lessons = { "un/a": finished, "un/b": begun };
    expect(first({ ...whole, lessons })).toMatchObject({
      ...{ complete: false, lessons: { done: 1, of: 2 }, exercises: { done: 1, of: 1 } },
      ...{ quizzes: { done: 1, of: 1 }, firstTry: 1, seconds: 120, minutes: 20 },
    });
  });

  it("without lessons is nothing that one could complete", () => {
    const empty: Outline = {
      chapters: [{ slug: "x", title: "X", capstones: false, lessons: [] }],
    };
    expect(standingIn(empty, noRecords).complete).toBe(false);
  });
});

describe("the course", () => {
  it("is complete with its last chapter, and then leads on to nothing", () => {
    expect(standingIn(outline, whole).complete).toBe(false);
    const all = { ...whole, lessons: { ...whole.lessons, "deux/c": finished } };
    expect(standingIn(outline, all)).toMatchObject({ complete: true, resume: null });
  });

  it("is not begun by somebody who has done nothing, but is by one answer", () => {
    expect(standingIn(outline, noRecords)).toMatchObject({ begun: false, resume: null });
    const answered = { ...noRecords, quizzes: { "un/a/p": { ...right, passed: false } } };
    expect(standingIn(outline, answered).begun).toBe(true);
  });

  it("is taken up where one stopped", () => {
    const { resume } = standingIn(outline, whole);
    expect(resume).toMatchObject({ chapter: "deux", lesson: { id: "deux/c" } });
  });

  it("counts nothing of lessons that are no more", () => {
    const records = { ...noRecords, lessons: { "old/lesson": finished } };
    expect(standingIn(outline, records)).toMatchObject({ begun: false, seconds: 0 });
  });
});
