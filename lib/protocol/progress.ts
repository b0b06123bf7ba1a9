/** A learner's progress through the lessons, as the browser sends and receives it. */
import { z } from "zod";

/** `<chapter slug>/<lesson slug>`, as in the lesson's URL. */
export const lessonIdSchema = z.string().regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/);

export const lessonProgressSchema = z.object({
  visitedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  /** indexes of the lesson's runnable commands that were run, ascending */
  commandsRun: z.array(z.number().int().min(0).max(999)),
});
export type LessonProgress = z.infer<typeof lessonProgressSchema>;

export const progressSchema = z.object({
  lessons: z.record(z.string(), lessonProgressSchema),
  /** ids of the exercises that were finished once */
  exercises: z.array(z.string()),
});
export type Progress = z.infer<typeof progressSchema>;

export const progressEventSchema = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("visited"), lesson: lessonIdSchema }),
  z.strictObject({ event: z.literal("completed"), lesson: lessonIdSchema }),
  z.strictObject({ event: z.literal("reopened"), lesson: lessonIdSchema }),
  z.strictObject({
    event: z.literal("command"),
    lesson: lessonIdSchema,
    index: z.number().int().min(0).max(999),
  }),
]);
export type ProgressEvent = z.infer<typeof progressEventSchema>;
