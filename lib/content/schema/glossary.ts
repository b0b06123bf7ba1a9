/** glossaire.yaml: every term of the trade, with its French and English name. */
import { z } from "zod";

export const termSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/, "lower-case letters, digits and -")
    .describe("name of the term in `<Terme id>` and in the glossary's address"),
  fr: z.string().min(1).describe("French name, as used in the lessons"),
  en: z.string().min(1).describe("English name, as the trade uses it"),
  definition: z.string().min(1).describe("one to three sentences, readable on their own"),
  voir: z.array(z.string()).default([]).describe("ids of neighbouring terms"),
  lesson: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "chapter/lesson")
    .optional()
    .describe("the lesson that introduces it, as in its address"),
});
export type Term = z.infer<typeof termSchema>;

export const glossarySchema = z.array(termSchema);
