import clsx from "clsx";
import { Anchor, Check } from "lucide-react";
import Link from "next/link";
import { counted } from "@/lib/content/counted";
import { duration } from "@/lib/content/navigation";
import type { ExerciseStanding, LessonStanding } from "@/lib/progress/standing";
import { exerciseWords, leftIn, quizWords, spent } from "./words";

const stateWords: Record<LessonStanding["state"], string> = {
  todo: "À faire",
  begun: "Commencée",
  read: "Lue",
  complete: "Terminée",
};

/** A lesson of the map: how it stands, what is left, its exercises. */
export function LessonRow({ lesson }: { lesson: LessonStanding }) {
  const { href, title, state, seconds, minutes, exercises, quizzes, firstTry, predictions } =
    lesson;
  const left = state === "read" ? leftIn(lesson) : null;
  const facts = [
    ...(quizzes.done > 0 ? [quizWords(quizzes, firstTry)] : []),
    ...(predictions.done > 0 ? [counted(predictions.done, "prévision", "prévisions")] : []),
  ];
  const time = spent(seconds);
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 border-line border-b py-3">
      <Tick state={state} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Link
            href={href}
            className="font-display font-semibold text-lg leading-snug hover:text-sea hover:underline"
          >
            {title}
          </Link>
          <span className="text-soft text-sm tabular-nums">
            {time ? `${time} passées` : `${duration(minutes)} prévues`}
          </span>
        </div>
        {left === null && facts.length === 0 ? null : (
          <p className="mt-0.5 text-soft text-sm">
            {left === null ? null : <span className="text-brass">{left}. </span>}
            {facts.length === 0 ? null : `${facts.join(", ")}.`}
          </p>
        )}
        {exercises.length === 0 ? null : (
          <ul className="mt-1.5 grid gap-1">
            {exercises.map((exercise) => (
              <ExerciseRow key={exercise.id} exercise={exercise} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function ExerciseRow({ exercise }: { exercise: ExerciseStanding }) {
  const { href, title, state } = exercise;
  return (
    <li className="flex items-start gap-2 text-sm">
      <Anchor
        className={clsx("mt-1 size-4 shrink-0", state === "complete" ? "text-sea" : "text-soft")}
        aria-hidden
      />
      <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
        <Link href={href} className="py-0.5 hover:text-sea hover:underline">
          {title}
        </Link>
        <span
          className={clsx("py-0.5", state === "complete" ? "font-medium text-sea" : "text-soft")}
        >
          {exerciseWords(exercise)}
        </span>
      </span>
    </li>
  );
}

function Tick({ state }: { state: LessonStanding["state"] }) {
  const word = <span className="sr-only">{stateWords[state]}</span>;
  if (state === "complete")
    return (
      <span className="mt-0.5 grid size-6 place-items-center rounded-full bg-sea text-paper">
        <Check className="size-4" strokeWidth={3} aria-hidden />
        {word}
      </span>
    );
  return (
    <span
      className={clsx(
        "mt-0.5 grid size-6 place-items-center rounded-full border-2",
        state === "read" ? "border-sea text-sea" : "border-edge",
      )}
    >
      {state === "read" ? <Check className="size-4" strokeWidth={3} aria-hidden /> : null}
      {state === "begun" ? <span className="size-2.5 rounded-full bg-sea" /> : null}
      {word}
    </span>
  );
}
