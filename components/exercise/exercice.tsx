import { Anchor } from "lucide-react";
import type { Exercise } from "@/lib/content/exercises/read";
import { fillText, parseText } from "@/lib/content/exercises/text";
import { duration } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";
import "./exercise.css";
import { ExerciseShell } from "./exercise-shell";
import { Text } from "./text";

/** An exercise in its lesson: what it is about, then what the learner makes of it. */
export function Exercice({ exercise }: { exercise: Exercise }) {
  const { id, slug, title, intro, minutes, steps } = exercise;
  return (
    <section
      id={slug}
      aria-labelledby={`${slug}-titre`}
      className="not-prose my-10! scroll-mt-24 overflow-hidden rounded-(--radius) border border-edge bg-surface shadow-(--shadow)"
    >
      <header className="border-line border-b bg-sea-wash px-5 py-4 sm:px-6">
        <p className="flex items-center gap-2 font-semibold text-sea text-sm">
          <Anchor className="size-4.5" aria-hidden />
          Exercice
          <span className="font-normal text-soft">
            {steps.length} {steps.length > 1 ? "étapes" : "étape"}, {duration(minutes)}
          </span>
        </p>
        <h2
          id={`${slug}-titre`}
          className="mt-1 text-pretty font-display font-semibold text-2xl leading-snug"
        >
          {typography(title)}
        </h2>
        <div className="mt-2 text-soft">
          <Text blocks={fillText(parseText(intro), {})} />
        </div>
      </header>
      <ExerciseShell id={id} steps={steps.map((step) => typography(step.title))} />
    </section>
  );
}
