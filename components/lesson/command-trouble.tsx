"use client";

import { X } from "lucide-react";
import { useLesson } from "./lesson-context";

/** Says, where the eyes are, why a command could not be typed. */
export function CommandTrouble() {
  const { trouble, dismiss } = useLesson();
  return (
    <div role="alert" className="no-print">
      {trouble ? (
        <div className="fixed inset-x-3 bottom-18 z-50 mx-auto flex max-w-md items-start gap-2 rounded-(--radius) border border-coral bg-coral-wash py-1 pr-1 pl-4 shadow-(--shadow) lg:bottom-4">
          <p className="flex-1 py-2">{trouble}</p>
          <button
            type="button"
            aria-label="Fermer ce message"
            className="grid size-11 place-items-center rounded-lg hover:bg-surface"
            onClick={dismiss}
          >
            <X className="size-5" aria-hidden />
          </button>
        </div>
      ) : null}
    </div>
  );
}
