import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { loadExercises } from "@/lib/content/exercises/load";
import { folderSchema } from "@/lib/protocol/checks/check";
import { folderOf, withFolders } from "./folders";
import { newLessonId } from "./names";
import { readLesson } from "./read";
import { lessonTemplate } from "./template";

// the course is read whole
vi.setConfig({ testTimeout: 60_000 });

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,59}$/);
const id = fc.stringMatching(/^[a-z0-9]{10}$/);
const number = fc.option(fc.integer({ min: 1, max: 9999 }));
const place = fc.record({ slug, id, number });

describe("the folder of a trainer's exercise", () => {
  it("is one that the backend takes, and nobody else's", () => {
    const near = fc
      .tuple(place, place)
      // alike in all but where one part ends and the next begins
      .map(([a, b]) => [a, { ...b, slug: folderOf(a, a.slug).slice(0, 60) }] as const);
    fc.assert(
      fc.property(fc.oneof(fc.tuple(place, place), near), ([a, b]) => {
        const [one, other] = [folderOf(a, a.slug), folderOf(b, b.slug)];
        expect(folderSchema.safeParse(one).success).toBe(true);
        const same = a.slug === b.slug && a.id === b.id && a.number === b.number;
        expect(one === other).toBe(same);
      }),
    );
  });

  it("is none of the course's", async () => {
    for (const { folder } of (await loadExercises()).values()) expect(folder).not.toContain("--");
  });

  it("is put wherever a text of the lesson names it", () => {
    const files = {
      "lesson.mdx": "cd ~/exercices/site && ls exercices/site-2 ~/exercices/le-livre-d-or",
      "exercises/site/check.sh": "cat /home/apprenant/exercices/site/a exercices/siteX",
      "exercises/site-2/exercise.yaml": "run: [/bin/cat, exercices/site-2]",
    };
    expect(withFolders({ id: "abcdefghij", number: 2 }, files)).toEqual({
      "lesson.mdx":
        "cd ~/exercices/site--abcdefghij-2 && ls exercices/site-2--abcdefghij-2 ~/exercices/le-livre-d-or",
      "exercises/site/check.sh":
        "cat /home/apprenant/exercices/site--abcdefghij-2/a exercices/siteX",
      "exercises/site-2/exercise.yaml": "run: [/bin/cat, exercices/site-2--abcdefghij-2]",
    });
  });

  it("makes a draft's exercise another one than it was by its slug alone", async () => {
    const files = lessonTemplate("Site");
    const name = { id: newLessonId(), number: null };
    const [now] = (await readLesson(name, files)).exercises;
    const [before] = (await readLesson(name, files, false)).exercises;
    expect(now?.folder).toBe(`site--${name.id}`);
    expect(before?.folder).toBe("site");
    expect(now?.version).not.toBe(before?.version);
  });
});
