/**
 * Every exercise is proved on a real engine: in a workspace that was never used each check fails;
 * step by step, once the step's part of solution.sh has run, each of its checks passes; after
 * « Recommencer » each fails again. `ESCALE_EXERCISE=<slug>[,<slug>]` proves those alone.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCourse } from "@/lib/content/course";
import type { Exercise } from "@/lib/content/exercises/read";
import { Stage, type Station } from "./stage";

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
      stage.withWorkspace((station) => prove(exercise, station)),
    );
});

async function prove(exercise: Exercise, station: Station): Promise<void> {
  await station.begin(exercise);
  expect(await station.passed(), "passes in a fresh workspace").toEqual([]);
  const begun = performance.now();
  for (const step of exercise.steps) {
    const ids = step.checks.map(({ id }) => id);
    const before = await station.passed();
    expect(before, `step “${step.id}” is done before it begins`).not.toEqual(
      expect.arrayContaining(ids),
    );
    const asked = step.checks.filter(({ kind }) => kind === "answer").map(({ id }) => id);
    const said = await station.solve(exercise, step.id);
    for (const id of asked) station.answer(id, "ni oui ni non");
    const withWrong = await station.passed();
    for (const id of asked) {
      expect(withWrong, "a wrong answer passes").not.toContain(id);
      station.answer(id, said.split("\n").at(-1) ?? "");
    }
    await station.until(ids, `step “${step.id}”; its solution printed:\n${said}`);
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);

  const atEnd = await station.passed();
  const states = exercise.steps.flatMap(({ checks }) => checks.filter((c) => c.mode === "state"));
  expect(atEnd, "mode state: must still hold at the end").toEqual(
    expect.arrayContaining(states.map(({ id }) => id)),
  );
  await station.begin(exercise);
  expect(await station.passed(), "still passes after a reset").toEqual([]);
  process.stdout.write(`${exercise.slug}: ${exercise.steps.length} steps, ${seconds} s\n`);
}
