import type { ComponentProps, ReactNode } from "react";
import { Comparaison } from "@/components/comparison/comparaison";
import { Exercice } from "@/components/exercise/exercice";
import { Quiz } from "@/components/quiz/quiz";
import type { Course, Lesson } from "@/lib/content/course";
import { quizSchema } from "@/lib/content/schema/quiz";
import { Commande } from "./commande";
import { Encadre } from "./encadre";
import { Extrait } from "./extrait";
import { Fichier } from "./fichier";
import { Figure } from "./figure";
import { InlineCode } from "./inline-code";
import { type Option, Prediction } from "./prediction";
import { Sortie } from "./sortie";
import { Terme } from "./terme";

/** What the names that authors write in lesson.mdx, and that fences become, show on the page. */
export function lessonComponents(course: Course, lesson: Lesson) {
  const terms = new Map(course.terms.map((term) => [term.id, term]));
  return {
    Commande,
    Comparaison,
    code: InlineCode,
    Encadre,
    Exercice({ id }: { id: string }) {
      const exercise = lesson.exercises.find(({ slug }) => slug === id);
      if (!exercise) throw new Error(`“${id}” is no exercise of this lesson`);
      return <Exercice exercise={exercise} />;
    },
    Extrait,
    Fichier,
    Figure,
    Prediction: (said: { question: string; options: Option[] }) => (
      <Prediction lesson={lesson.id} {...said} />
    ),
    Quiz: (said: unknown) => <Quiz lesson={lesson.id} quiz={quizSchema.parse(said)} />,
    Sortie,
    /** The corner above a table's row names has nothing to head: a cell, for screen readers. */
    th: ({ children, ...props }: ComponentProps<"th">) =>
      children ? (
        <th scope="col" {...props}>
          {children}
        </th>
      ) : (
        <td />
      ),
    Terme({ id, children }: { id: string; children: ReactNode }) {
      const term = terms.get(id);
      if (!term) throw new Error(`“${id}” is not a term of the glossary`);
      return <Terme term={term}>{children}</Terme>;
    },
  };
}
