"use client";

import { useProgress } from "./progress-store";

/** How many lessons and exercises of a chapter are finished, as a bar and in words. */
export function ChapterProgress({
  title,
  lessons,
  exercises,
}: {
  title: string;
  lessons: string[];
  exercises: string[];
}) {
  const { progress } = useProgress();
  const lessonsDone = lessons.filter((id) => progress?.lessons[id]?.completedAt).length;
  const exercisesDone = exercises.filter((id) => progress?.exercises.includes(id)).length;
  const done = lessonsDone + exercisesDone;
  const all = lessons.length + exercises.length;
  return (
    <div className="flex items-center gap-3 text-soft text-sm">
      <div
        role="progressbar"
        aria-label={`Progression : ${title}`}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={done}
        aria-valuetext={inWords(lessonsDone, lessons.length, exercisesDone, exercises.length)}
        className="h-1.5 w-24 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full origin-left rounded-full bg-sea transition-transform duration-500"
          style={{ transform: `scaleX(${done / Math.max(1, all)})` }}
        />
      </div>
      <span aria-hidden className="tabular-nums">
        {done}/{all}
      </span>
    </div>
  );
}

function inWords(lessons: number, ofLessons: number, exercises: number, ofExercises: number) {
  const first = `${lessons} leçons terminées sur ${ofLessons}`;
  return ofExercises === 0 ? first : `${first}, ${exercises} exercices sur ${ofExercises}`;
}
