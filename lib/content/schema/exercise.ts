/**
 * exercise.yaml: an exercise's steps, their checks, and what is said to the learner. The tables of
 * docs/exercises.md are made from the descriptions here.
 */
import { z } from "zod";
import { shapesOf } from "@/lib/protocol/checks/kinds";

import { comparesNothing, comparesSomething, matcherShape } from "@/lib/protocol/checks/matcher";
import { templatePattern } from "../exercises/template";

const shapes = shapesOf((pattern, message) =>
  z.string().refine((text) => pattern.test(text.replace(templatePattern, "x")), message),
);

const french = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9-]{1,60}$/, "lower-case letters, digits and -");

/** Safe in a shell, a file name, an address and a regular expression, whatever surrounds it. */
const word = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/, "letters, digits and - only");

export const valueSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("port"),
      min: z.number().int().min(1024).default(8000).describe("default 8000"),
      max: z.number().int().max(65535).default(8999).describe("default 8999"),
    })
    .describe("a port; two of one exercise never coincide"),
  z
    .strictObject({
      kind: z.literal("number"),
      min: z.number().int().min(0).describe("the smallest"),
      max: z.number().int().describe("the largest"),
    })
    .describe("a whole number"),
  z
    .strictObject({
      kind: z.literal("token"),
      length: z.number().int().min(4).max(32).default(8).describe("default 8"),
    })
    .describe("letters and digits that nobody guesses"),
  z
    .strictObject({
      kind: z.literal("pick"),
      of: z.array(word).min(2).describe("the words to choose from: letters, digits and `-`"),
    })
    .describe("one of a list: a name, a colour"),
]);
export type ValueSpec = z.infer<typeof valueSchema>;

export const pasEncoreSchema = z.union([
  french,
  z.strictObject({
    absent: french.describe("said when the object, the file or the port is not there"),
    autre: french.describe("said in every other case"),
  }),
]);

export const authorMatcherSchema = z
  .strictObject({
    ...matcherShape,
    pasEncore: french
      .optional()
      .describe("the sentence for this comparison alone, instead of the check's"),
  })
  .refine(comparesSomething, comparesNothing);

const where = z.array(authorMatcherSchema).max(20).default([]);

export const checkFields = {
  id: id.describe("unique in the exercise"),
  title: french.describe("what must be true, as the learner reads it beside its state"),
  mode: z
    .enum(["event", "state"])
    .default("event")
    .describe("`event` (default): once passed, stays passed; `state`: must still hold at the end"),
  needs: z.array(id).default([]).describe("ids of checks that must pass before it is looked at"),
  pasEncore: pasEncoreSchema.describe(
    "the sentence while it does not hold: what was expected (`{{attendu}}`), what was found (`{{trouve}}`), where to look; or `{absent, autre}`",
  ),
};

const port = z
  .union([z.number().int().min(1).max(65535), z.string().regex(/^\{\{[a-z_]+\}\}$/)])
  .describe('the port published by the learner: a number, or `"{{port}}"`');

export const authorCheckSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...checkFields, kind: z.literal("engine"), ...shapes.engine, where }),
  z.strictObject({ ...checkFields, kind: z.literal("http"), port, ...shapes.http, where }),
  z.strictObject({ ...checkFields, kind: z.literal("file"), ...shapes.file, where }),
  z.strictObject({
    ...checkFields,
    kind: z.literal("command"),
    ...shapes.command,
    script: z
      .boolean()
      .optional()
      .describe(
        "`true`, instead of `run`: the exercise's check.sh, by bash in the workstation, with the check's id as its argument",
      ),
    where,
  }),
  z.strictObject({
    ...checkFields,
    kind: z.literal("answer"),
    ...shapes.answer,
    question: french.describe("what is asked, above the field"),
    hint: french.optional().describe("what an answer looks like, below the field"),
  }),
]);
export type AuthorCheck = z.infer<typeof authorCheckSchema>;
export type AuthorMatcher = z.infer<typeof authorMatcherSchema>;

export const stepSchema = z.strictObject({
  id: id.describe("unique in the exercise; names the step's part of solution.sh"),
  title: french.describe("a few words, in the imperative; no values"),
  task: french.describe("what to do, in Markdown (paragraphs, lists, code, links)"),
  needs: z
    .array(id)
    .optional()
    .describe("ids of the steps to do before; without it, the one before; `[]` for none"),
  checks: z
    .array(authorCheckSchema)
    .min(1)
    .max(8)
    .describe("all must pass for the step to be done"),
  hints: z
    .array(french)
    .min(1)
    .max(5)
    .describe("from vague to precise, in Markdown; never the exact command"),
});
export type Step = z.infer<typeof stepSchema>;

const names = z.array(french).default([]);

export const resetSchema = z.strictObject({
  containers: names.describe("containers to remove, by name"),
  images: names.describe("images of the learner’s to remove, by reference"),
  networks: names.describe("networks to remove"),
  volumes: names.describe("volumes to remove"),
});

export const exerciseSchema = z.strictObject({
  title: french.describe("the exercise's name; no values"),
  intro: french.describe("why one does it, in Markdown, read before it begins; no values"),
  version: z
    .string()
    .regex(/^\d+\.\d+$/, 'a version is written "1.0"')
    .describe("raised when a change makes older results stale"),
  minutes: z.number().int().min(1).max(60).describe("time that a beginner needs, in minutes"),
  images: z.array(z.string()).default([]).describe("catalogue images that it pulls"),
  values: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,19}$/, "lower-case letters, digits and _"),
      valueSchema,
    )
    .default({})
    .describe(
      "drawn for each learner, written `{{name}}` in tasks, hints, checks, starter, solution",
    ),
  reset: resetSchema
    .default({ containers: [], images: [], networks: [], volumes: [] })
    .describe("what « Recommencer » removes, besides the exercise's folder"),
  steps: z.array(stepSchema).min(1).max(12).describe("in the order of the page"),
});
export type ExerciseMeta = z.infer<typeof exerciseSchema>;
