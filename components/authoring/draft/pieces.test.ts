import { describe, expect, it } from "vitest";
import { readLessonText } from "@/lib/authoring/markdown/parse";
import { exerciseOf } from "@/lib/content/exercises/read";
import { piecesFor } from "./pieces";

const exercise = (checks: string) =>
  exerciseOf({
    ...{ lesson: "a/b", slug: "c", file: "exercise.yaml", script: null, starter: [] },
    solution: "# étape : un\ntrue\n",
    yaml: `title: T
intro: I
version: "1.0"
minutes: 1
steps:
  - id: un
    title: Un
    task: Faites.
    checks:
${checks}    hints: [Cherchez.]
`,
  });

describe("a piece to be inserted", () => {
  it.each(piecesFor("exercises/c/exercise.yaml"))(
    "is a check without errors: $label",
    ({ text }) => {
      expect(exercise(text).steps[0]?.checks).toHaveLength(1);
    },
  );

  it("goes with all others", () => {
    const all = piecesFor("exercises/c/exercise.yaml").map(({ text }) => text);
    expect(exercise(all.join("")).steps[0]?.checks).toHaveLength(all.length);
  });

  it.each(piecesFor("lesson.mdx"))("is Markdown without errors: $label", ({ text }) => {
    const none = new Set<string>();
    const known = { terms: none, figures: none, lessons: none, exercises: none };
    expect(readLessonText(text, known).problems).toEqual([]);
  });
});
