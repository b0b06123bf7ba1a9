/** The course as far as progress is concerned: what there is to be done, and where it is. */
import { loadCourse } from "./cached-course";
import type { Course, Lesson } from "./course";
import { questionsOf } from "./questions";
import { typography } from "./typography";

export interface OutlineExercise {
  id: string;
  href: string;
  title: string;
}

export interface OutlineLesson {
  id: string;
  href: string;
  title: string;
  minutes: number;
  exercises: OutlineExercise[];
  /** ids of questions */
  quizzes: string[];
  predictions: string[];
}

export interface OutlineChapter {
  slug: string;
  title: string;
  capstones: boolean;
  lessons: OutlineLesson[];
}

/** Titles are in French typography. */
export interface Outline {
  chapters: OutlineChapter[];
}

export const loadOutline = async (): Promise<Outline> => outlineOf(await loadCourse());

export async function outlineOf(course: Course): Promise<Outline> {
  const chapters: OutlineChapter[] = [];
  for (const { slug, title, capstones, lessons } of course.chapters) {
    const outlined: OutlineLesson[] = [];
    for (const lesson of lessons) outlined.push(await lessonOf(course, lesson));
    chapters.push({ slug, title: typography(title), capstones, lessons: outlined });
  }
  return { chapters };
}

async function lessonOf(course: Course, lesson: Lesson): Promise<OutlineLesson> {
  const { id, href, title, minutes, exercises } = lesson;
  const questions = await questionsOf(course, lesson);
  const ids = (kind: "quiz" | "prediction") =>
    questions.filter((one) => one.kind === kind).map((one) => one.id);
  return {
    id,
    href,
    title: typography(title),
    minutes: exercises.reduce((sum, exercise) => sum + exercise.minutes, minutes),
    exercises: exercises.map((exercise) => ({
      id: exercise.id,
      href: `${href}#${exercise.slug}`,
      title: typography(exercise.title),
    })),
    quizzes: ids("quiz"),
    predictions: ids("prediction"),
  };
}
