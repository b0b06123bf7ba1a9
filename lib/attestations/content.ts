/**
 * What an attestation says was done: written down when it is given, so that it stays true when the
 * course changes.
 */
import { z } from "zod";
import type { ChapterStanding, CourseStanding } from "@/lib/progress/standing";
import { courseScope } from "@/lib/protocol/attestation";

const count = z.number().int().nonnegative();

const attestedChapterSchema = z.object({
  number: count,
  title: z.string(),
  lessons: count,
  exercises: z.array(
    z.object({
      title: z.string(),
      /** the furthest help that was asked for */
      help: z.enum(["none", "hints", "solution"]),
    }),
  ),
  /** answered right, at whichever attempt: how many it took is the learner's own affair */
  quizzes: count,
});
export type AttestedChapter = z.infer<typeof attestedChapterSchema>;

export const attestationContentSchema = z.object({
  kind: z.enum(["chapter", "course"]),
  /** in the order of the course */
  chapters: z.array(attestedChapterSchema).min(1),
  /** spent in the lessons, s */
  seconds: count,
  /** foreseen for them */
  minutes: count,
});
export type AttestationContent = z.infer<typeof attestationContentSchema>;

/** null: there is no such chapter, or it is not complete. */
export function contentOf(standing: CourseStanding, scope: string): AttestationContent | null {
  if (scope === courseScope) {
    if (!standing.complete) return null;
    const { chapters, seconds, minutes } = standing;
    return { kind: "course", chapters: chapters.map(attested), seconds, minutes };
  }
  const chapter = standing.chapters.find(({ slug }) => slug === scope);
  if (!chapter?.complete) return null;
  const { seconds, minutes } = chapter;
  return { kind: "chapter", chapters: [attested(chapter)], seconds, minutes };
}

function attested(chapter: ChapterStanding): AttestedChapter {
  const { number, title, lessonList, lessons, quizzes } = chapter;
  const exercises = lessonList.flatMap((lesson) =>
    lesson.exercises.map(({ title, hints, solutions }) => ({
      title,
      help:
        solutions > 0 ? ("solution" as const) : hints > 0 ? ("hints" as const) : ("none" as const),
    })),
  );
  return { number, title, lessons: lessons.of, exercises, quizzes: quizzes.of };
}
