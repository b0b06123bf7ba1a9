"use client";

import clsx from "clsx";
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from "lucide-react";
import { Trouble } from "@/components/classroom/trouble";
import { buttonClass } from "@/components/ui/button";
import type { Proof, ProofReport } from "@/lib/protocol/authoring";
import type { ProofState } from "./use-proof";

/** What the last proof found, check by check, live while it runs. */
export function ProofPanel({
  state,
  current,
  blocked,
  exercises,
}: {
  state: ProofState;
  /** whether it is about the files as they are now */
  current: boolean;
  /** French: why it cannot begin now */
  blocked: string | null;
  exercises: number;
}) {
  const { proof, pending, trouble } = state;
  const running = proof?.status === "running";
  return (
    <div className="grid gap-4 p-5">
      <p className="text-soft">
        Dans un espace de travail neuf, chaque vérification doit échouer au départ, puis réussir une
        fois la solution exécutée. L’espace est supprimé ensuite.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        {running ? (
          <button
            type="button"
            className={buttonClass("outline")}
            disabled={pending}
            onClick={() => void state.stop()}
          >
            Arrêter
          </button>
        ) : (
          <button
            type="button"
            className={buttonClass("primary")}
            disabled={pending || blocked !== null || exercises === 0}
            onClick={() => void state.begin()}
          >
            {pending ? "Un instant…" : "Prouver maintenant"}
          </button>
        )}
        <p role="status" className="min-w-0 text-sm">
          {exercises === 0
            ? "Cette leçon n’a pas d’exercice\u00a0: il n’y a rien à prouver."
            : (blocked ?? summary(proof, current))}
        </p>
      </div>
      <Trouble>{trouble}</Trouble>
      {proof === null ? null : (
        <>
          {proof.report.trouble ? (
            <p className="rounded-lg bg-coral-wash px-4 py-3 text-coral">{proof.report.trouble}</p>
          ) : null}
          {proof.report.exercises.map((exercise) => (
            <ExerciseLine key={exercise.slug} exercise={exercise} />
          ))}
        </>
      )}
    </div>
  );
}

function summary(proof: Proof | null, current: boolean): string {
  if (proof === null) return "Pas encore prouvée.";
  if (proof.status === "running") return "Preuve en cours…";
  if (!current) return "La leçon a changé depuis cette preuve\u00a0: prouvez-la de nouveau.";
  if (proof.status === "passed") return "Prouvée telle qu’elle est.";
  return proof.status === "failed" ? "La preuve a échoué." : "La preuve n’est pas allée au bout.";
}

type Line = ProofReport["exercises"][number];

function ExerciseLine({ exercise }: { exercise: Line }) {
  return (
    <section
      aria-label={exercise.title}
      className="rounded-(--radius) border border-line bg-surface px-4 py-3"
    >
      <h3 className="flex items-center gap-2 font-semibold">
        <Sign status={exercise.status} />
        <span className="min-w-0">{exercise.title}</span>
      </h3>
      {exercise.message ? (
        <p className="mt-2 break-words rounded-lg bg-coral-wash px-3 py-2 text-coral text-sm">
          {exercise.message}
        </p>
      ) : null}
      <ol className="mt-2 grid gap-2">
        {exercise.steps.map((step) => (
          <li key={step.id}>
            <p className="flex flex-wrap gap-x-3 text-sm">
              <span className="mr-auto font-medium">{step.title}</span>
              {step.seconds === null ? null : (
                <span className="text-soft tabular-nums">{seconds(step.seconds)}</span>
              )}
            </p>
            <ul className="mt-1 grid gap-1 border-line border-l-2 pl-3 text-sm">
              {step.checks.map((check) => (
                <li key={check.id} className="flex flex-wrap items-baseline gap-x-3">
                  <span className="mr-auto min-w-0 text-soft">{plain(check.title)}</span>
                  <span className="flex shrink-0 gap-x-3">
                    <Fate what="avant" is={check.before} wanted="failed" />
                    <Fate what="après" is={check.after} wanted="passed" />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Titles mark code between backticks. */
const plain = (text: string) => text.replace(/`/g, "");

const seconds = (value: number) =>
  `${value.toLocaleString("fr", { maximumFractionDigits: 1 })}\u00a0s`;

function Fate({
  what,
  is,
  wanted,
}: {
  what: string;
  is: "waiting" | "failed" | "passed";
  wanted: "failed" | "passed";
}) {
  const word = { waiting: "…", failed: "échoue", passed: "réussit" }[is];
  return (
    <span
      className={clsx(
        "whitespace-nowrap tabular-nums",
        is === "waiting" ? "text-soft" : is === wanted ? "text-sea" : "font-semibold text-coral",
      )}
    >
      {what}&nbsp;: {word}
      {is === "waiting" ? null : (
        <>
          {" "}
          <span aria-hidden>{is === wanted ? "✓" : "✗"}</span>
          <span className="sr-only">{is === wanted ? "comme il faut" : "à corriger"}</span>
        </>
      )}
    </span>
  );
}

function Sign({ status }: { status: Line["status"] }) {
  switch (status) {
    case "waiting":
      return <CircleDashed className="size-5 shrink-0 text-soft" aria-label="pas encore" />;
    case "running":
      return (
        <LoaderCircle
          className="size-5 shrink-0 animate-spin text-sea motion-reduce:animate-none"
          aria-label="en cours"
        />
      );
    case "passed":
      return <CircleCheck className="size-5 shrink-0 text-sea" aria-label="prouvé" />;
    case "failed":
      return <CircleX className="size-5 shrink-0 text-coral" aria-label="échec" />;
  }
}
