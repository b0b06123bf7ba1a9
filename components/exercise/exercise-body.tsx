"use client";

import { GraduationCap, Play } from "lucide-react";
import { useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { Announcer } from "./announcer";
import { Outline } from "./outline";
import { Restart } from "./restart";
import { StepItem } from "./step-item";
import { Summary } from "./summary";
import { useExercise } from "./use-exercise";
import { useNear } from "./use-near";
import { WatchNotice } from "./watch-notice";

/** An exercise as this learner's: to be begun, under way, or done. */
export function ExerciseBody({ id, steps }: { id: string; steps: string[] }) {
  const body = useRef<HTMLDivElement>(null);
  const exercise = useExercise(id, useNear(body));
  const { view, pending, trouble, perform } = exercise;
  const run = view?.run;
  const begin = () => perform({ action: "begin" });

  return (
    <div ref={body} className="px-5 py-5 sm:px-6">
      {view?.rules.notice ? (
        <p className="mb-4 flex gap-3 text-soft text-sm">
          <GraduationCap className="mt-0.5 size-4 shrink-0" aria-hidden />
          {view.rules.notice}
        </p>
      ) : null}
      {run ? (
        <>
          <WatchNotice watching={exercise.watching} onOpen={exercise.open} />
          {run.outdated ? (
            <p className="mb-4 rounded-lg bg-brass-wash px-4 py-3 text-sm">
              Cet exercice a changé depuis&nbsp;: ce que vous voyez date d’une version antérieure.
              Recommencez-le pour le refaire dans sa version actuelle.
            </p>
          ) : null}
          {run.done ? <Summary run={run} /> : null}
          {run.folder && !run.done ? (
            <p className="mb-4 text-soft text-sm">
              Vos fichiers sont dans <code className="font-mono">{run.folder}</code>.
            </p>
          ) : null}
          <ol className="exercise-list grid gap-2">
            {run.steps.map((step, index) => (
              <StepItem
                key={step.id}
                step={step}
                number={index + 1}
                rules={view.rules}
                frozen={run.outdated}
                pending={pending}
                perform={perform}
              />
            ))}
          </ol>
          <div className="no-print mt-4 flex justify-end">
            <Restart folder={run.folder} pending={pending === "begin"} onRestart={begin} />
          </div>
          <Announcer run={run} />
        </>
      ) : (
        <>
          <Outline steps={steps} />
          <button
            type="button"
            className={buttonClass("primary", "no-print mt-5 w-full sm:w-auto")}
            disabled={pending !== null}
            onClick={() => void begin()}
          >
            <Play className="size-4 fill-current" aria-hidden />
            {pending === "begin" ? "Préparation…" : "Commencer l’exercice"}
          </button>
          <p className="no-print mt-2 text-soft text-sm">
            Votre terminal s’ouvre, et chaque étape se valide d’elle-même.
          </p>
        </>
      )}
      <div role="alert">
        {trouble ? (
          <p className="mt-4 rounded-lg bg-coral-wash px-4 py-3 text-coral">{trouble}</p>
        ) : null}
      </div>
    </div>
  );
}
