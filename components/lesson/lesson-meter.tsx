"use client";

import { useLesson } from "./lesson-context";
import { useProgress } from "./progress-store";

/** A thin line under the lesson's bar: the share of its commands that were run. */
export function LessonMeter() {
  const { id, commands, done } = useLesson();
  const { progress } = useProgress();
  const completed = Boolean(progress?.lessons[id]?.completedAt);
  const share = completed ? 1 : commands.length === 0 ? 0 : done.size / commands.length;
  return (
    <div
      role="progressbar"
      aria-label="Commandes exécutées dans cette leçon"
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
