"use client";

import { useProgress } from "./progress-store";

/** How many lessons of a chapter are finished, as a bar and in words. */
export function ChapterProgress({ title, lessons }: { title: string; lessons: string[] }) {
  const { progress } = useProgress();
  const done = lessons.filter((id) => progress?.lessons[id]?.completedAt).length;
  return (
    <div className="flex items-center gap-3 text-soft text-sm">
      <div
        role="progressbar"
        aria-label={`Progression : ${title}`}
        aria-valuemin={0}
        aria-valuemax={lessons.length}
        aria-valuenow={done}
        aria-valuetext={`${done} leçons terminées sur ${lessons.length}`}
        className="h-1.5 w-24 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full origin-left rounded-full bg-sea transition-transform duration-500"
          style={{ transform: `scaleX(${done / Math.max(1, lessons.length)})` }}
        />
      </div>
      <span aria-hidden className="tabular-nums">
        {done}/{lessons.length}
      </span>
    </div>
  );
}
