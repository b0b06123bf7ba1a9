import { useEffect, useRef, useState } from "react";
import type { ExerciseView } from "@/lib/protocol/exercise";

type Run = NonNullable<ExerciseView["run"]>;

/** Tells a screen reader, once and politely, what has just turned green. */
export function Announcer({ run }: { run: Run }) {
  const last = useRef(run);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const news = newsOf(last.current, run);
    last.current = run;
    if (news !== "") setSaid(news);
  }, [run]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function newsOf(before: Run, now: Run): string {
  if (now.done && !before.done) return "Exercice terminé, toutes les étapes sont faites.";
  const steps = now.steps.filter(
    ({ id, status }) =>
      status === "passed" && before.steps.find((step) => step.id === id)?.status !== "passed",
  );
  const next = now.steps.find(({ status }) => status === "current");
  if (steps.length > 0)
    return [
      ...steps.map(({ title }) => `Étape réussie : ${title}.`),
      ...(next ? [`À faire maintenant : ${next.title}.`] : []),
    ].join(" ");
  const passed = (of: Run) =>
    of.steps.flatMap(({ checks }) => checks).filter(({ status }) => status === "passed").length;
  return passed(now) > passed(before) ? "Un point de l’étape est validé." : "";
}
