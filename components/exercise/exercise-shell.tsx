"use client";

import dynamic from "next/dynamic";
import { Outline } from "./outline";

/** What follows the learner is loaded after the lesson itself; until then, the steps to come. */
const ExerciseBody = dynamic(
  () => import("./exercise-body").then((module) => module.ExerciseBody),
  {
    ssr: false,
  },
);

export function ExerciseShell({ id, steps }: { id: string; steps: string[] }) {
  return (
    <>
      <ExerciseBody id={id} steps={steps} />
      <noscript>
        <Outline steps={steps} />
      </noscript>
    </>
  );
}
