/** Results in words, French, on the screen and on paper. */
import { counted } from "@/lib/content/counted";
import { duration } from "@/lib/content/navigation";
import type { ItemDetail, StepLine } from "./details";
import type { Cell } from "./results";
import { standingWords } from "./sheet";

/** « fait en retard, 12 min, 3 essais, 1 indice ». */
export function wordsOf({ standing, minutes, attempts, hints, solutions }: Cell): string {
  return [
    standingWords[standing],
    ...(minutes === null ? [] : [duration(minutes)]),
    ...helpOf({ attempts, hints }),
    ...(solutions === 0 ? [] : [counted(solutions, "solution vue", "solutions vues")]),
  ].join(", ");
}

/** « 3 essais, 1 indice, solution vue »; empty: neither effort nor help was noted. */
export function stepWords({ status, attempts, hints, solution }: StepLine): string {
  return [
    ...helpOf({ attempts, hints }),
    ...(status === "skipped" ? ["passée"] : solution ? ["solution vue"] : []),
  ].join(", ");
}

/** « 25 min de lecture, 4 questions réussies sur 5 »; empty: nothing to tell. */
export function lessonWords({ seconds, quizzes: { right, of } }: ItemDetail): string {
  return [
    ...(seconds < 30 ? [] : [`${duration(Math.round(seconds / 60))} de lecture`]),
    ...(of === 0 ? [] : [`${counted(right, "question réussie", "questions réussies")} sur ${of}`]),
  ].join(", ");
}

const helpOf = ({ attempts, hints }: { attempts: number; hints: number }): string[] => [
  ...(attempts === 0 ? [] : [counted(attempts, "essai", "essais")]),
  ...(hints === 0 ? [] : [counted(hints, "indice", "indices")]),
];

export const stepStatusWords: Record<StepLine["status"], string> = {
  ...{ passed: "réussie", skipped: "passée", current: "en cours", todo: "à venir" },
};
