"use client";

import { Check } from "lucide-react";
import { useProgress } from "./progress-store";

/** Finished, begun or not yet: same size whichever, so that nothing moves when it is known. */
export function LessonTick({ id }: { id: string }) {
  const lesson = useProgress().progress?.lessons[id];
  if (lesson?.completedAt) {
    return (
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sea text-paper">
        <Check className="size-4" strokeWidth={3} aria-hidden />
        <span className="sr-only">Terminée</span>
      </span>
    );
  }
  return (
    <span className="grid size-6 shrink-0 place-items-center rounded-full border-2 border-edge">
      {lesson ? (
        <>
          <span className="size-2.5 rounded-full bg-sea" />
          <span className="sr-only">Commencée</span>
        </>
      ) : null}
    </span>
  );
}
