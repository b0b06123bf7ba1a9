/** Finding one's way in the course. */
import type { Chapter, Course, Lesson } from "./course";

export interface LessonPlace {
  chapter: Chapter;
  lesson: Lesson;
  /** place in its chapter, 1 first */
  number: number;
  previous: Lesson | null;
  next: Lesson | null;
}

/** The lesson at an address and its neighbours across chapters; null when there is none. */
export function placeOf(course: Course, chapterSlug: string, slug: string): LessonPlace | null {
  const chapter = course.chapters.find((candidate) => candidate.slug === chapterSlug);
  const lesson = chapter?.lessons.find((candidate) => candidate.slug === slug);
  if (!chapter || !lesson) return null;
  const index = course.lessons.indexOf(lesson);
  return {
    chapter,
    lesson,
    number: chapter.lessons.indexOf(lesson) + 1,
    previous: course.lessons[index - 1] ?? null,
    next: course.lessons[index + 1] ?? null,
  };
}

/** Minutes that a chapter takes, as its lessons and exercises say. */
export function minutesOf(chapter: Chapter): number {
  return chapter.lessons
    .flatMap((lesson) => [lesson, ...lesson.exercises])
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Ids of a chapter's exercises. */
export const exercisesOf = (chapter: Chapter): string[] =>
  chapter.lessons.flatMap(({ exercises }) => exercises.map(({ id }) => id));

/** 95 → « 1 h 35 », 20 → « 20 min », with the spaces that do not break. */
export function duration(minutes: number): string {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}\u00a0h`;
  return rest === 0 ? hours : `${hours}\u00a0${String(rest).padStart(2, "0")}`;
}
