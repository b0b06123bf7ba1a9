/** What an attestation says, in French, on paper as on the page that confirms it. */
import { counted } from "@/lib/content/counted";
import { duration } from "@/lib/content/navigation";
import type { AttestationContent, AttestedChapter } from "./content";

const help: Record<AttestedChapter["exercises"][number]["help"], string> = {
  none: "sans aide",
  hints: "avec des indices",
  solution: "avec la solution",
};

export const helpWords = (exercise: AttestedChapter["exercises"][number]): string =>
  help[exercise.help];

/** « le chapitre « Les conteneurs » » or « le parcours complet » */
export function subjectOf({ kind, chapters }: AttestationContent): string {
  const [first] = chapters;
  return kind === "course" || !first
    ? "le parcours complet"
    : `le chapitre «\u00a0${first.title}\u00a0»`;
}

/** What a chapter came to, in one line. */
export function chapterWords({ lessons, exercises, quizzes }: AttestedChapter): string {
  return [
    counted(lessons, "leçon", "leçons"),
    ...(exercises.length > 0 ? [counted(exercises.length, "exercice", "exercices")] : []),
    ...(quizzes > 0 ? [counted(quizzes, "question", "questions")] : []),
  ].join(", ");
}

/** The same of all of them, with how much of it was done alone. */
export function wholeWords({ chapters }: AttestationContent): string[] {
  const sum = (of: (chapter: AttestedChapter) => number) =>
    chapters.reduce((total, chapter) => total + of(chapter), 0);
  const exercises = sum((one) => one.exercises.length);
  const alone = sum((one) => one.exercises.filter((each) => each.help !== "solution").length);
  const quizzes = sum((one) => one.quizzes);
  return [
    counted(
      sum(({ lessons }) => lessons),
      "leçon suivie",
      "leçons suivies",
    ),
    ...(exercises > 0
      ? [
          `${counted(exercises, "exercice réussi", "exercices réussis")} sur de vrais conteneurs, dont ${alone} sans regarder la solution`,
        ]
      : []),
    ...(quizzes > 0 ? [counted(quizzes, "question réussie", "questions réussies")] : []),
  ];
}

/** Time spent, where there is any to speak of, and time foreseen. */
export function timeWords({ seconds, minutes }: AttestationContent): string {
  const foreseen = `durée indicative\u00a0: ${duration(minutes)}`;
  if (seconds < 60) return foreseen[0]?.toUpperCase() + foreseen.slice(1);
  return `${duration(Math.round(seconds / 60))} passées dans les leçons (${foreseen})`;
}

/** On paper and on the page: what nobody has checked. */
export const caveat =
  "Le nom est celui que la personne a elle-même écrit : Escale n’en vérifie pas l’identité.";
