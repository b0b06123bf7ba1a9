/** A learner's progress through the lessons, as the browser sends and receives it. */
import { z } from "zod";

/** `<chapter slug>/<lesson slug>`, as in the lesson's URL. */
export const lessonIdSchema = z.string().regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/);

export const lessonProgressSchema = z.object({
  visitedAt: z.iso.datetime(),
  /** the last sign of the learner in it */
  seenAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  /** indexes of the lesson's runnable commands that were run, ascending */
  commandsRun: z.array(z.number().int().min(0).max(999)),
});
export type LessonProgress = z.infer<typeof lessonProgressSchema>;

/** `<chapter slug>/<lesson slug>/<id of the quiz, or of the prediction>`. */
export const quizIdSchema = z.string().regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}\/[a-z0-9-]{1,40}$/);

/** Indexes of a question's options; what they mean: lib/quizzes/marking.ts. */
const answerSchema = z.array(z.number().int().min(0).max(9)).min(1).max(10);

/** How a learner stands with one question. */
export const quizStandSchema = z.object({
  /** answers given, up to the first right one */
  attempts: z.number().int(),
  /** the last of them */
  answer: z.array(z.number().int()),
  passed: z.boolean(),
});
export type QuizStand = z.infer<typeof quizStandSchema>;

export const quizAnswersSchema = z.strictObject({
  quiz: quizIdSchema,
  /** in the order they were given */
  answers: z.array(answerSchema).min(1).max(20),
});
export type QuizAnswers = z.infer<typeof quizAnswersSchema>;

export const progressSchema = z.object({
  /** whether there is an account, a guest's for instance, to keep progress on */
  account: z.boolean(),
  lessons: z.record(z.string(), lessonProgressSchema),
  /** ids of the exercises that were finished once */
  exercises: z.array(z.string()),
  /** by the id of the question */
  quizzes: z.record(z.string(), quizStandSchema),
});
export type Progress = z.infer<typeof progressSchema>;

export const progressEventSchema = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("visited"), lesson: lessonIdSchema }),
  // the page is in sight and in use: sent every now and then, so that time spent can be told
  z.strictObject({ event: z.literal("present"), lesson: lessonIdSchema }),
  z.strictObject({ event: z.literal("completed"), lesson: lessonIdSchema }),
  z.strictObject({ event: z.literal("reopened"), lesson: lessonIdSchema }),
  z.strictObject({
    event: z.literal("command"),
    lesson: lessonIdSchema,
    index: z.number().int().min(0).max(999),
  }),
]);
export type ProgressEvent = z.infer<typeof progressEventSchema>;
