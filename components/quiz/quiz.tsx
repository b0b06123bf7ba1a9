"use client";

import { CircleCheck, CircleX, RotateCcw, Shapes } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { answerQuestion, useProgress } from "@/components/lesson/progress-store";
import { RichText } from "@/components/lesson/rich-text";
import { buttonClass } from "@/components/ui/button";
import type { QuizData } from "@/lib/content/schema/quiz";
import {
  type Answer,
  firstAnswer,
  isComplete,
  type Marks,
  marksOf,
  rightAnswer,
} from "@/lib/quizzes/marking";
import { Choices } from "./choices";
import { keptAnswers } from "./kept";
import { Order } from "./order";
import { Pairs } from "./pairs";
import { QuizSolution } from "./solution";

const instructions: Record<QuizData["type"], string> = {
  une: "Une seule réponse est juste.",
  plusieurs: "Plusieurs réponses sont justes.",
  ordre: "Remettez dans l’ordre, avec les flèches.",
  paires: "À chaque élément, associez celui qui lui correspond.",
};

/** A question of a lesson: answered, checked, explained, taken again as often as one likes. */
export function Quiz({ quiz, lesson }: { quiz: QuizData; lesson: string }) {
  const key = `${lesson}/${quiz.id}`;
  const title = useId();
  const heading = useRef<HTMLParagraphElement>(null);
  const [answer, setAnswer] = useState<Answer>(() => firstAnswer(quiz));
  const [marks, setMarks] = useState<Marks | null>(null);
  const [passed, setPassed] = useState(false);
  // what is known only after the learner has begun to answer changes nothing under their fingers
  const touched = useRef(false);
  const known = useProgress().progress?.quizzes[key]?.passed === true;
  useEffect(() => {
    if (!known && !keptAnswers(key).some((one) => marksOf(quiz, one).right)) return;
    setPassed(true);
    if (touched.current) return;
    setAnswer(rightAnswer(quiz));
    setMarks(marksOf(quiz, rightAnswer(quiz)));
  }, [key, quiz, known]);
  const change = (next: Answer) => {
    touched.current = true;
    setAnswer(next);
    setMarks(null);
  };
  const check = () => {
    const next = marksOf(quiz, answer);
    setMarks(next);
    if (!passed) answerQuestion(key, answer);
    if (next.right) setPassed(true);
  };
  const again = () => {
    change(firstAnswer(quiz));
    heading.current?.focus();
  };
  const fields = { answer, marks, onChange: change, labelledBy: title };
  return (
    <section
      aria-label="Question"
      className="keep my-8! rounded-(--radius) border border-line bg-surface p-5 sm:p-6"
    >
      <p className="flex flex-wrap items-center gap-2 font-semibold text-brass text-sm">
        <Shapes className="size-5" aria-hidden />À vous de répondre
        {passed ? (
          <span className="ml-auto flex items-center gap-1.5 text-sea">
            <CircleCheck className="size-4" aria-hidden />
            Réussi
          </span>
        ) : null}
      </p>
      <p
        id={title}
        ref={heading}
        tabIndex={-1}
        className="mt-2 font-display font-semibold text-[1.15em] leading-snug outline-none"
      >
        <RichText text={quiz.question} />
      </p>
      <p className="mt-1 text-soft text-sm">{instructions[quiz.type]}</p>
      {quiz.type === "une" || quiz.type === "plusieurs" ? (
        <Choices {...fields} many={quiz.type === "plusieurs"} options={quiz.options} />
      ) : quiz.type === "ordre" ? (
        <Order {...fields} options={quiz.options} />
      ) : (
        <Pairs {...fields} id={quiz.id} options={quiz.options} />
      )}
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {marks?.right ? null : (
          <button
            type="button"
            className={buttonClass("primary")}
            disabled={!isComplete(quiz, answer)}
            onClick={check}
          >
            Vérifier
          </button>
        )}
        {marks === null ? null : (
          <button type="button" className={buttonClass("outline")} onClick={again}>
            <RotateCcw className="size-4" aria-hidden />
            Recommencer
          </button>
        )}
        <p role="status" className="flex items-center gap-2 font-semibold empty:hidden">
          {marks === null ? null : marks.right ? (
            <span className="flex items-center gap-2 text-sea">
              <CircleCheck className="size-5" aria-hidden />
              C’est bien cela.
            </span>
          ) : (
            <span className="flex items-center gap-2 text-coral">
              <CircleX className="size-5" aria-hidden />
              {quiz.type === "plusieurs" && !marks.items.includes(false)
                ? "Il en manque."
                : "Pas tout à fait."}
            </span>
          )}
        </p>
      </div>
      <noscript>
        <QuizSolution quiz={quiz} />
      </noscript>
    </section>
  );
}
