/** chapter.yaml: what a chapter says of itself in the table of contents. */
import { z } from "zod";

export const chapterSchema = z.strictObject({
  title: z.string().min(1).describe("the chapter's name, French, without a number"),
  summary: z.string().min(1).describe("two sentences at most, shown in the table of contents"),
  outcome: z.string().min(1).describe("what the learner can do at the end, « Vous saurez … »"),
  order: z.number().int().min(1).describe("place in the course, 1 first"),
  capstones: z
    .boolean()
    .default(false)
    .describe("its lessons are projects, in which what was learnt is put to work"),
});
export type ChapterMeta = z.infer<typeof chapterSchema>;
