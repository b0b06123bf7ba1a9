"use client";

import { Check, Circle } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { useLesson } from "./lesson-context";
import { completeLesson, reopenLesson, useProgress } from "./progress-store";

/** Marks the lesson as finished, or takes it back. `outcome` is said once it is. */
export function CompleteButton({ outcome }: { outcome: string }) {
  const { id } = useLesson();
  const { progress, trouble } = useProgress();
  const completed = Boolean(progress?.lessons[id]?.completedAt);
  return (
    <div className="no-print">
      <button
        type="button"
        aria-pressed={completed}
        className={buttonClass(completed ? "outline" : "primary", "w-full sm:w-auto")}
        onClick={() => void (completed ? reopenLesson(id) : completeLesson(id))}
      >
        {completed ? (
          <Check className="size-5 text-sea" aria-hidden />
        ) : (
          <Circle className="size-5" aria-hidden />
        )}
        {completed ? "Leçon terminée" : "Marquer comme terminée"}
      </button>
      <p role="status" className="mt-3 min-h-[1.6em] text-soft">
        {trouble ? <span className="text-coral">{trouble}</span> : completed ? outcome : null}
      </p>
    </div>
  );
}
