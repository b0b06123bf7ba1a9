import { Outline } from "@/components/exercise/outline";
import { Text } from "@/components/exercise/text";
import type { Exercise } from "@/lib/content/exercises/read";
import { fillText, parseText } from "@/lib/content/exercises/text";
import { drawValues } from "@/lib/content/exercises/values";
import { typography } from "@/lib/content/typography";
import "@/components/exercise/exercise.css";

/** An exercise to be looked at, with its tasks as one learner would read them. */
export function StillExercise({ exercise }: { exercise: Exercise }) {
  const values = drawValues(exercise.values, "apercu", exercise.id);
  return (
    <section className="not-prose my-10! overflow-hidden rounded-(--radius) border border-edge bg-surface">
      <header className="border-line border-b bg-sea-wash px-5 py-4">
        <p className="font-semibold text-sea text-sm">Exercice</p>
        <h3 className="mt-1 text-pretty font-display font-semibold text-xl leading-snug">
          {typography(exercise.title)}
        </h3>
        <div className="mt-2 text-soft">
          <Text blocks={fillText(parseText(exercise.intro), {})} />
        </div>
      </header>
      <div className="grid gap-5 px-5 py-4">
        <Outline steps={exercise.steps.map(({ title }) => typography(title))} />
        {exercise.steps.map((step) => (
          <div key={step.id} className="border-line border-t pt-4">
            <h4 className="font-semibold">{typography(step.title)}</h4>
            <div className="mt-1">
              <Text blocks={fillText(parseText(step.task), values)} />
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
