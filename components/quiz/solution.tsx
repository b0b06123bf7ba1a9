import { RichText } from "@/components/lesson/rich-text";
import type { QuizData } from "@/lib/content/schema/quiz";

/** The whole of it for a browser without script. */
export function QuizSolution({ quiz }: { quiz: QuizData }) {
  return (
    <ul>
      {quiz.options.map((one) => {
        const text = "gauche" in one ? `${one.gauche} → ${one.droite}` : one.texte;
        return (
          <li key={text}>
            <RichText text={`${text} : ${one.explication}`} />
          </li>
        );
      })}
    </ul>
  );
}
