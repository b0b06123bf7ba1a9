import { PartyPopper } from "lucide-react";
import type { ExerciseView } from "@/lib/protocol/exercise";

type Run = NonNullable<ExerciseView["run"]>;

/** What was done, once everything is. */
export function Summary({ run }: { run: Run }) {
  const { steps } = run;
  const skipped = steps.filter(({ status }) => status === "skipped").length;
  const hints = steps.reduce((sum, step) => sum + step.hints.shown.length, 0);
  const solutions = steps.filter(({ solution }) => solution !== null).length;
  const facts = [
    `${steps.length - skipped} ${steps.length - skipped > 1 ? "étapes réussies" : "étape réussie"}`,
    ...(skipped > 0 ? [`${skipped} ${skipped > 1 ? "passées" : "passée"}`] : []),
    ...(hints > 0 ? [`${hints} ${hints > 1 ? "indices" : "indice"}`] : []),
    ...(solutions > 0
      ? [`${solutions} ${solutions > 1 ? "solutions consultées" : "solution consultée"}`]
      : []),
    ...timeOf(run),
  ];
  return (
    <div className="exercise-summary mb-4 flex items-start gap-3 rounded-lg bg-sea-wash px-4 py-3">
      <PartyPopper className="mt-0.5 size-5 shrink-0 text-sea" aria-hidden />
      <p>
        <strong className="block text-sea">Exercice terminé</strong>
        <span className="text-soft text-sm">{facts.join(", ")}.</span>
      </p>
    </div>
  );
}

/** Of the first time through: one that is done again is not timed. */
function timeOf({ startedAt, completedAt }: Run): string[] {
  const ms = completedAt === null ? -1 : Date.parse(completedAt) - Date.parse(startedAt);
  if (ms < 0) return [];
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return [`en ${minutes}\u00a0min`];
  return minutes < 600 ? [`en ${Math.round(minutes / 60)}\u00a0h`] : [];
}
