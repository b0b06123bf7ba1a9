/**
 * An exercise as the browser shows it: one value says everything, pushed whole on each change.
 * Hints and solutions are in it once they were asked for, and never before.
 */
import { z } from "zod";
import { blockSchema, inlineSchema } from "./exercise-text";

export const checkStatusSchema = z.enum(["todo", "notYet", "passed", "skipped"]);
export type CheckStatus = z.infer<typeof checkStatusSchema>;

const line = z.array(inlineSchema);
const text = z.array(blockSchema);

export const checkViewSchema = z.object({
  id: z.string(),
  title: line,
  status: checkStatusSchema,
  /** what is missing; null: nothing to say */
  message: line.nullable(),
  /** for a check that asks */
  question: z
    .object({ text: line, hint: line.nullable(), given: z.string().nullable() })
    .nullable(),
});
export type CheckView = z.infer<typeof checkViewSchema>;

export const stepViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `todo`: another step comes first */
  status: z.enum(["todo", "current", "passed", "skipped"]),
  task: text,
  checks: z.array(checkViewSchema),
  hints: z.object({ shown: z.array(text), of: z.number().int() }),
  solution: z.string().nullable(),
});
export type StepView = z.infer<typeof stepViewSchema>;

/** What the learner's classes allow; a refused hint or solution is in no view. */
export const exerciseRulesSchema = z.object({
  hints: z.boolean(),
  solutions: z.boolean(),
  /** French, why something is not allowed; null: all is */
  notice: z.string().nullable(),
});
export type ExerciseRules = z.infer<typeof exerciseRulesSchema>;

export const exerciseViewSchema = z.object({
  id: z.string(),
  rules: exerciseRulesSchema,
  /** null: not begun */
  run: z
    .object({
      startedAt: z.iso.datetime(),
      completedAt: z.iso.datetime().nullable(),
      /** every step is passed or skipped now */
      done: z.boolean(),
      /** it was begun as an earlier version of this exercise */
      outdated: z.boolean(),
      /** `~/exercices/…`; null: it has no files */
      folder: z.string().nullable(),
      steps: z.array(stepViewSchema),
    })
    .nullable(),
});
export type ExerciseView = z.infer<typeof exerciseViewSchema>;

/** One server-sent event of an exercise. */
export const exerciseNewsSchema = z.object({
  view: exerciseViewSchema,
  /** whether the learner's workspace is being looked at; `closed`: it is not open */
  watching: z.enum(["live", "closed", "away"]),
});
export type ExerciseNews = z.infer<typeof exerciseNewsSchema>;

const id = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const exerciseActionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("begin") }),
  z.strictObject({ action: z.literal("hint"), step: id }),
  z.strictObject({ action: z.literal("solution"), step: id }),
  z.strictObject({ action: z.literal("skip"), step: id }),
  z.strictObject({
    action: z.literal("answer"),
    check: id,
    text: z.string().trim().min(1).max(500),
  }),
]);
export type ExerciseAction = z.infer<typeof exerciseActionSchema>;

/** What an action answers; `commands` are to be typed into the learner's terminal. */
export const actionAnswerSchema = z.object({
  view: exerciseViewSchema,
  commands: z.string().nullable(),
});
export type ActionAnswer = z.infer<typeof actionAnswerSchema>;
