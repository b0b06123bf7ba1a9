/**
 * Every exercise is proved on a real engine (lib/exercises/prove.ts says what that is).
 * `ESCALE_EXERCISE=<slug>[,<slug>]` proves those alone.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCourse } from "@/lib/content/course";
import { prove } from "@/lib/exercises/prove";
import { Stage } from "./stage";

const only = process.env.ESCALE_EXERCISE?.split(",");
const course = await readCourse();
const all = course.lessons.flatMap((lesson) => lesson.exercises);
const chosen = all.filter(({ slug }) => !only || only.includes(slug));

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());

test("there are exercises to prove", () => {
  expect(chosen.length).toBeGreaterThanOrEqual(only?.length ?? 1);
});

describe.concurrent("proved:", () => {
  for (const exercise of chosen)
    test(exercise.slug, { timeout: 180_000 }, () =>
      stage.withWorkspace(async (bench, owner) => {
        const begun = performance.now();
        await prove(exercise, bench, owner);
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        process.stdout.write(`${exercise.slug}: ${exercise.steps.length} steps, ${seconds} s\n`);
      }),
    );
});
