"use client";

import clsx from "clsx";
import { CircleCheck, CircleX, Telescope } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { keptAnswers } from "@/components/quiz/kept";
import { predictionId } from "@/lib/quizzes/marking";
import { answerQuestion, useProgress } from "./progress-store";
import { RichText } from "./rich-text";

export interface Option {
  texte: string;
  juste?: boolean;
  explication: string;
}

/** Says what will happen before running it. Every option explains itself, right or wrong. */
export function Prediction({
  lesson,
  question,
  options,
}: {
  lesson: string;
  question: string;
  options: Option[];
}) {
  const name = useId();
  const key = `${lesson}/${predictionId(question)}`;
  const [chosen, setChosen] = useState<number | null>(null);
  const earlier = useProgress().progress?.quizzes[key]?.answer[0];
  useEffect(() => {
    const last = keptAnswers(key).at(-1)?.[0] ?? earlier;
    if (last !== undefined) setChosen((now) => now ?? last);
  }, [key, earlier]);
  const choose = (index: number) => {
    setChosen(index);
    answerQuestion(key, [index]);
  };
  const option = chosen === null ? undefined : options[chosen];
  const right = option?.juste === true;
  return (
    <section
      aria-label="Prédiction"
      className="keep my-8! rounded-(--radius) border border-line bg-surface p-5 sm:p-6"
    >
      <p className="flex items-center gap-2 font-semibold text-brass text-sm">
        <Telescope className="size-5" aria-hidden />
        Avant d’essayer, que prévoyez-vous&#8239;?
      </p>
      <fieldset className="mt-2">
        <legend className="font-display font-semibold text-[1.15em] leading-snug">
          <RichText text={question} />
        </legend>
        <div className="mt-4 grid gap-2">
          {options.map((one, index) => (
            <label
              key={one.texte}
              className={clsx(
                "flex min-h-11 items-baseline gap-3 rounded-lg border px-4 py-2.5 leading-snug",
                chosen === index ? "border-sea bg-sea-wash" : "border-edge hover:border-sea",
              )}
            >
              <input
                type="radio"
                name={name}
                className="size-4 shrink-0 translate-y-0.5 accent-sea"
                checked={chosen === index}
                onChange={() => choose(index)}
              />
              <span>
                <RichText text={one.texte} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div aria-live="polite">
        {option ? (
          <div
            className={clsx("mt-4 rounded-lg px-4 py-3", right ? "bg-sea-wash" : "bg-coral-wash")}
          >
            <p
              className={clsx(
                "flex items-center gap-2 font-semibold",
                right ? "text-sea" : "text-coral",
              )}
            >
              {right ? (
                <CircleCheck className="size-5" aria-hidden />
              ) : (
                <CircleX className="size-5" aria-hidden />
              )}
              {right ? "C’est bien cela." : "Pas tout à fait."}
            </p>
            <p className="mt-1">
              <RichText text={option.explication} />
            </p>
            <p className="mt-2 text-soft text-sm">
              Vérifiez dans le terminal, avec la commande qui suit.
            </p>
          </div>
        ) : null}
      </div>
      <noscript>
        <ul>
          {options.map((one) => (
            <li key={one.texte}>
              <RichText text={`${one.texte} : ${one.explication}`} />
            </li>
          ))}
        </ul>
      </noscript>
    </section>
  );
}
