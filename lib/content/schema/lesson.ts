/** The YAML front matter that opens a lesson.mdx. */
import { z } from "zod";

export const sourceSchema = z.strictObject({
  title: z.string().min(1).describe("name of the page or book, in its own language"),
  url: z.url({ protocol: /^https$/ }).describe("address of it"),
});

export const lessonSchema = z.strictObject({
  title: z.string().min(1).describe("the lesson's name, French"),
  question: z.string().min(1).describe("the question a beginner really asks, shown first"),
  summary: z.string().min(1).describe("one sentence for the table of contents and search engines"),
  outcome: z.string().min(1).describe("what the learner now knows or can do, shown at the end"),
  minutes: z.number().int().min(1).max(120).describe("time to read and practise, in minutes"),
  version: z
    .string()
    .regex(/^\d+\.\d+$/, 'a version is written "1.0"')
    .describe("raised when a change makes older results stale"),
  images: z.array(z.string()).default([]).describe("catalogue images that the commands pull"),
  sources: z.array(sourceSchema).default([]).describe("where the facts come from"),
});
export type LessonMeta = z.infer<typeof lessonSchema>;
