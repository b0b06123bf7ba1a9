"use client";

import { Check, Play } from "lucide-react";
import { useLesson } from "./lesson-context";

/** Types the command of that index into the learner's terminal. Shows ✓ once it was run. */
export function RunButton({ index }: { index: number }) {
  const { done, run } = useLesson();
  const ran = done.has(index);
  return (
    <button
      type="button"
      className="no-print inline-flex h-11 items-center gap-2 rounded-lg px-3 font-semibold text-sea text-sm hover:bg-sea-wash"
      onClick={() => run(index)}
      title="Taper cette commande dans votre terminal (Alt + Entrée : la suivante)"
    >
      {ran ? (
        <Check className="size-4.5" aria-hidden />
      ) : (
        <Play className="size-4 fill-current" aria-hidden />
      )}
      Exécuter
      {ran ? <span className="sr-only">(déjà fait)</span> : null}
    </button>
  );
}
