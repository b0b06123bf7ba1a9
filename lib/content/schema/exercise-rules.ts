/** What an exercise.yaml must hold to beyond its shape: names that meet, values that are drawn. */
import type { z } from "zod";
import { sampleValues } from "../exercises/sample-values";
import { messageNames, namesIn } from "../exercises/template";
import { parseText, TextError } from "../exercises/text";
import { checkProblems } from "../exercises/to-check";
import { type ExerciseMeta, exerciseSchema } from "./exercise";

type Report = (path: readonly PropertyKey[], message: string) => void;

/** `exercise.yaml` whole; each problem is reported where it stands. */
export const exerciseFileSchema: z.ZodType<ExerciseMeta> = exerciseSchema.superRefine(
  (exercise, context) => {
    const report: Report = (path, message) =>
      context.addIssue({ code: "custom", path: [...path], message });
    texts(exercise, report);
    values(exercise, report);
    steps(exercise, report);
    checks(exercise, report);
  },
);

function texts({ intro, steps }: ExerciseMeta, report: Report): void {
  const read = (markdown: string, path: readonly PropertyKey[]) => {
    try {
      parseText(markdown);
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
      report(path, error.message);
    }
  };
  read(intro, ["intro"]);
  for (const [index, { task, hints }] of steps.entries()) {
    read(task, ["steps", index, "task"]);
    for (const [place, hint] of hints.entries()) read(hint, ["steps", index, "hints", place]);
  }
}

function values(exercise: ExerciseMeta, report: Report): void {
  for (const [name, spec] of Object.entries(exercise.values)) {
    if (messageNames.includes(name)) report(["values", name], "is a name of the messages");
    if ("min" in spec && spec.min > spec.max) report(["values", name], "min is above max");
  }
  for (const key of ["title", "intro"] as const)
    if (namesIn(exercise[key]).length > 0) report([key], "is read before values are drawn");
  for (const [index, { title }] of exercise.steps.entries())
    if (namesIn(title).length > 0)
      report(["steps", index, "title"], "is read before values are drawn");
  eachText(exercise, [], (text, path) => {
    const inMessage = path.includes("pasEncore");
    for (const name of namesIn(text)) {
      if (Object.hasOwn(exercise.values, name)) continue;
      if (inMessage && messageNames.includes(name)) continue;
      report(path, `“{{${name}}}” is no value of this exercise`);
    }
  });
}

function eachText(
  item: unknown,
  path: readonly PropertyKey[],
  visit: (text: string, path: readonly PropertyKey[]) => void,
): void {
  if (typeof item === "string") visit(item, path);
  if (typeof item !== "object" || item === null) return;
  for (const [key, inner] of Object.entries(item))
    eachText(inner, [...path, Array.isArray(item) ? Number(key) : key], visit);
}

function steps(exercise: ExerciseMeta, report: Report): void {
  const known = new Set<string>();
  for (const [index, step] of exercise.steps.entries()) {
    if (known.has(step.id)) report(["steps", index, "id"], `“${step.id}” is the id of two steps`);
    for (const [place, need] of (step.needs ?? []).entries())
      if (!known.has(need))
        report(["steps", index, "needs", place], `“${need}” is no step before this one`);
    known.add(step.id);
  }
}

function checks(exercise: ExerciseMeta, report: Report): void {
  const sample = sampleValues(exercise.values);
  const known = new Set<string>();
  for (const [at, step] of exercise.steps.entries())
    for (const [index, check] of step.checks.entries()) {
      const path = ["steps", at, "checks", index];
      if (known.has(check.id)) report([...path, "id"], `“${check.id}” is the id of two checks`);
      for (const [place, need] of check.needs.entries())
        if (!known.has(need))
          report([...path, "needs", place], `“${need}” is no check before this one`);
      known.add(check.id);
      if (check.kind === "command" && (check.run === undefined) === (check.script !== true))
        report(path, "a command says either run or script: true");
      if (check.kind === "command" && check.script && check.in)
        report([...path, "in"], "check.sh runs in the workstation alone");
      if (check.kind === "file" && check.absent && check.where.length > 0)
        report([...path, "where"], "an absent file has nothing to compare");
      if (check.kind === "http" && check.where.length === 0)
        report(path, "says nothing of the answer: at least `{path: status, equals: 200}`");
      const context = {
        values: sample,
        folder: "sample",
        script: check.kind === "command" && check.script ? "" : null,
        given: null,
        seen: false,
      };
      for (const issue of checkProblems(check, context))
        report([...path, ...issue.path], issue.message);
    }
}
