import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exercisesFile, exercisesText } from "./doc";

test("docs/exercises.md is what `npx tsx scripts/exercises/doc.ts` writes", () => {
  const text = readFileSync(exercisesFile, "utf8");
  expect(exercisesText(text)).toBe(text);
});
