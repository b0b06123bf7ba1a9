import { describe, expect, it } from "vitest";
import {
  assignmentDraftSchema,
  codeAlphabet,
  displayNameSchema,
  joinCodeSchema,
  shownCode,
  timeZoneSchema,
} from "./classroom";

describe("a code", () => {
  it.each(["BCDF-2345", "bcdf2345", " bcdf 2345 ", "bcdf‑2345"])("is read as typed: %s", (text) => {
    expect(joinCodeSchema.parse(text)).toBe("BCDF2345");
  });
  it.each(["BCDF-234", "BCDF-23456", "BCDO-2345", "BCDF-2341", "", "%", "x".repeat(1000)])(
    "that is none is refused: %s",
    (text) => {
      expect(joinCodeSchema.safeParse(text).success).toBe(false);
    },
  );
  it("has no character that is taken for another", () => {
    for (const confusing of "01OIL") expect(codeAlphabet).not.toContain(confusing);
    expect(shownCode("BCDF2345")).toBe("BCDF-2345");
  });
});

it("a name is one line without controls", () => {
  expect(displayNameSchema.parse(" Ada \n\u202e Lovelace ")).toBe("Ada Lovelace");
  for (const none of ["", " ", "\u200b", "x".repeat(61)])
    expect(displayNameSchema.safeParse(none).success).toBe(false);
});

it("a time zone is one that has rules", () => {
  for (const zone of ["Europe/Paris", "UTC", "Pacific/Noumea"])
    expect(timeZoneSchema.safeParse(zone).success).toBe(true);
  for (const none of ["Mars/Olympus", "+01:00", "europe/paris ", ""])
    expect(timeZoneSchema.safeParse(none).success).toBe(false);
});

describe("an assignment's form", () => {
  const draft = {
    ...{ title: "Séance 1", instructions: "", opensAt: null, dueAt: null, ordered: false },
    ...{ hintsAllowed: true, solutionsAllowed: true, weight: 1 },
    items: [{ kind: "lesson", target: "a/b" }],
  };
  it.each([
    ["nothing to do", { items: [] }],
    ["the same thing twice", { items: [...draft.items, ...draft.items] }],
    ["a lesson's address as an exercise", { items: [{ kind: "exercise", target: "a/b" }] }],
    ["an exercise elsewhere", { items: [{ kind: "exercise", target: "a/b/../c" }] }],
    ["an end before its beginning", { opensAt: "2026-12-02T08:00", dueAt: "2026-12-01T08:00" }],
    ["a date that is none", { dueAt: "2026-13-01T08:00" }],
    ["an instant instead of a time on the wall", { dueAt: "2026-12-01T08:00:00Z" }],
    ["a weight of nothing", { weight: 0 }],
    ["another class's identifier", { classId: "x" }],
    ["an identifier of its own", { id: "x" }],
  ])("is refused with %s", (_what, change) => {
    expect(assignmentDraftSchema.safeParse(draft).success).toBe(true);
    expect(assignmentDraftSchema.safeParse({ ...draft, ...change }).success).toBe(false);
  });
});
