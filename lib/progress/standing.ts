/**
 * How a learner stands in the course, and the one place that says what makes something complete:
 *
 * - an exercise, once every step has been done or passed over with its solution, be it with help;
 * - a quiz, once it was answered right, at whichever attempt; predictions are there to be wrong and
 *   count for nothing;
 * - a lesson, once the learner has marked it as finished, and its exercises and quizzes are complete;
 * - a chapter, once its lessons are; the course, once its chapters are.
 */
import type {
  Outline,
  OutlineChapter,
  OutlineExercise,
  OutlineLesson,
} from "@/lib/content/outline";
import type { Records } from "./records";
import { resumeAt } from "./resume";

export interface Count {
  done: number;
  of: number;
}

export interface ExerciseStanding extends OutlineExercise {
  state: "todo" | "begun" | "complete";
  hints: number;
  solutions: number;
}

export interface LessonStanding {
  id: string;
  href: string;
  title: string;
  /** foreseen, exercises included */
  minutes: number;
  /** `read`: marked as finished, but an exercise or a quiz is left */
  state: "todo" | "begun" | "read" | "complete";
  seconds: number;
  exercises: ExerciseStanding[];
  quizzes: Count;
  /** quizzes answered right at the first attempt */
  firstTry: number;
  predictions: Count;
}

/** What a chapter or the course comes to. */
export interface Sum {
  complete: boolean;
  lessons: Count;
  exercises: Count;
  quizzes: Count;
  firstTry: number;
  /** spent, s */
  seconds: number;
  /** foreseen */
  minutes: number;
}

export interface ChapterStanding extends Sum {
  slug: string;
  title: string;
  /** place in the course, 1 first */
  number: number;
  capstones: boolean;
  lessonList: LessonStanding[];
}

export interface CourseStanding extends Sum {
  /** something was done */
  begun: boolean;
  chapters: ChapterStanding[];
  /** the lesson to go on with, and its chapter; null: nothing begun, or nothing left */
  resume: { chapter: string; lesson: LessonStanding } | null;
}

export function standingIn(outline: Outline, records: Records): CourseStanding {
  const chapters = outline.chapters.map((chapter, index) =>
    chapterStanding(chapter, index + 1, records),
  );
  const lessons = chapters.flatMap(({ slug, lessonList }) =>
    lessonList.map((lesson) => ({ id: lesson.id, chapter: slug, lesson })),
  );
  const all = lessons.map(({ lesson }) => lesson);
  return {
    ...sumOf(all),
    begun: all.some(({ state, quizzes, predictions, exercises }) =>
      [
        state !== "todo",
        quizzes.done + predictions.done > 0,
        exercises.some((exercise) => exercise.state !== "todo"),
      ].includes(true),
    ),
    chapters,
    resume: resumeAt(lessons, records.lessons),
  };
}

function chapterStanding(
  chapter: OutlineChapter,
  number: number,
  records: Records,
): ChapterStanding {
  const { slug, title, capstones, lessons } = chapter;
  const lessonList = lessons.map((lesson) => lessonStanding(lesson, records));
  return { slug, title, capstones, number, lessonList, ...sumOf(lessonList) };
}

function lessonStanding(lesson: OutlineLesson, records: Records): LessonStanding {
  const { id, href, title, minutes } = lesson;
  const record = records.lessons[id];
  const exercises = lesson.exercises.map((exercise): ExerciseStanding => {
    const run = records.exercises[exercise.id];
    const state = run === undefined ? "todo" : run.completed ? "complete" : "begun";
    return { ...exercise, state, hints: run?.hints ?? 0, solutions: run?.solutions ?? 0 };
  });
  const passed = lesson.quizzes.filter((quiz) => records.quizzes[quiz]?.passed);
  const quizzes = { done: passed.length, of: lesson.quizzes.length };
  const nothingLeft =
    quizzes.done === quizzes.of && exercises.every(({ state }) => state === "complete");
  const state = !record
    ? "todo"
    : record.completedAt === null
      ? "begun"
      : nothingLeft
        ? "complete"
        : "read";
  return {
    ...{ id, href, title, minutes, state, exercises, quizzes },
    seconds: record?.seconds ?? 0,
    firstTry: passed.filter((quiz) => records.quizzes[quiz]?.attempts === 1).length,
    predictions: {
      done: lesson.predictions.filter((one) => records.quizzes[one]).length,
      of: lesson.predictions.length,
    },
  };
}

function sumOf(lessons: readonly LessonStanding[]): Sum {
  const total = (of: (lesson: LessonStanding) => number) =>
    lessons.reduce((sum, lesson) => sum + of(lesson), 0);
  const done = lessons.filter(({ state }) => state === "complete").length;
  return {
    complete: lessons.length > 0 && done === lessons.length,
    lessons: { done, of: lessons.length },
    exercises: {
      done: total(({ exercises }) => exercises.filter(({ state }) => state === "complete").length),
      of: total(({ exercises }) => exercises.length),
    },
    quizzes: { done: total((one) => one.quizzes.done), of: total((one) => one.quizzes.of) },
    firstTry: total(({ firstTry }) => firstTry),
    seconds: total(({ seconds }) => seconds),
    minutes: total(({ minutes }) => minutes),
  };
}
