"use client";

import { useLesson } from "./lesson-context";
import { useProgress } from "./progress-store";

/** A thin line under the lesson's bar: the share of its commands and exercises that are done. */
export function LessonMeter() {
  const { id, commands, exercises, done } = useLesson();
  const { progress } = useProgress();
  const completed = Boolean(progress?.lessons[id]?.completedAt);
  const finished = exercises.filter((exercise) => progress?.exercises.includes(exercise)).length;
  const all = commands.length + exercises.length;
  const share = completed ? 1 : all === 0 ? 0 : (done.size + finished) / all;
  return (
    <div
      role="progressbar"
      aria-label="Commandes et exercices faits dans cette leçon"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="-mb-px h-0.5"
    >
      <div
        className="h-full origin-left bg-sea transition-transform duration-500"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}
