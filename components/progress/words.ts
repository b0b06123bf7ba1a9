/** What counts and times are called, in French. */
import { counted } from "@/lib/content/counted";
import { duration } from "@/lib/content/navigation";
import type { Count, ExerciseStanding, LessonStanding } from "@/lib/progress/standing";

/** Time spent; under a minute is nothing to speak of. */
export function spent(seconds: number): string | null {
  return seconds < 60 ? null : duration(Math.round(seconds / 60));
}

/** « Il reste 1 exercice et 2 questions »; null: nothing is left. */
export function leftIn({ exercises, quizzes }: LessonStanding): string | null {
  const undone = exercises.filter(({ state }) => state !== "complete").length;
  const parts = [
    ...(undone > 0 ? [counted(undone, "exercice", "exercices")] : []),
    ...(quizzes.done < quizzes.of
      ? [counted(quizzes.of - quizzes.done, "question", "questions")]
      : []),
  ];
  return parts.length === 0 ? null : `Il reste ${parts.join(" et ")}`;
}

/** How an exercise was done, or stands. */
export function exerciseWords({ state, hints, solutions }: ExerciseStanding): string {
  if (state === "todo") return "À faire";
  const help = [
    ...(hints > 0 ? [counted(hints, "indice", "indices")] : []),
    ...(solutions > 0 ? [counted(solutions, "solution", "solutions")] : []),
  ];
  if (state === "begun") return ["Commencé", ...help].join(", ");
  return help.length === 0 ? "Fait, sans aide" : `Fait, avec ${help.join(" et ")}`;
}

/** « 2 questions réussies sur 3, 1 du premier coup » */
export function quizWords({ done, of }: Count, firstTry: number): string {
  const first = `${counted(done, "question réussie", "questions réussies")} sur ${of}`;
  return firstTry === 0 ? first : `${first}, ${firstTry} du premier coup`;
}

export const share = ({ done, of }: Count): number => (of === 0 ? 0 : done / of);
