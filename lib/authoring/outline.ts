/** What lists say of a published lesson, kept with it so that no list reads its files. */
import { z } from "zod";
import { typography } from "@/lib/content/typography";
import type { ReadLesson } from "./read";

const outlineSchema = z.object({
  title: z.string(),
  minutes: z.number().int(),
  exercises: z.array(z.object({ slug: z.string(), title: z.string(), minutes: z.number().int() })),
});
export type Outline = z.infer<typeof outlineSchema>;

export const outlineOf = ({ meta, text, exercises }: ReadLesson): Outline => ({
  title: typography(meta?.title ?? ""),
  minutes: meta?.minutes ?? 0,
  // in the order of the page
  exercises: text.exercises.flatMap((slug) => {
    const one = exercises.find((exercise) => exercise.slug === slug);
    return one ? [{ slug, title: typography(one.title), minutes: one.minutes }] : [];
  }),
});

/** null: not one of ours. */
export const readOutline = (value: unknown): Outline | null =>
  outlineSchema.safeParse(value).data ?? null;
