import { CircleAlert, CircleCheck } from "lucide-react";
import type { AuthoredProblem } from "@/lib/protocol/authoring";

/** What is wrong with the lesson as it was last saved; a press leads to the line. */
export function ProblemStrip({
  problems,
  onGo,
}: {
  problems: readonly AuthoredProblem[];
  onGo: (problem: AuthoredProblem) => void;
}) {
  return (
    <section
      aria-label="Erreurs de la leçon"
      className="max-h-44 shrink-0 overflow-y-auto border-line border-t bg-surface"
    >
      <p
        role="status"
        className={`flex min-h-10 items-center gap-2 px-4 py-1.5 text-sm ${problems.length === 0 ? "text-sea" : "font-semibold text-coral"}`}
      >
        {problems.length === 0 ? (
          <>
            <CircleCheck className="size-4 shrink-0" aria-hidden />
            Aucune erreur
          </>
        ) : (
          <>
            <CircleAlert className="size-4 shrink-0" aria-hidden />
            {problems.length === 1 ? "1 erreur" : `${problems.length} erreurs`}
          </>
        )}
      </p>
      {problems.length === 0 ? null : (
        <ul className="px-2 pb-2">
          {problems.slice(0, 30).map((problem, index) => (
            <li key={index}>
              <button
                type="button"
                className="w-full rounded-lg px-2 py-1.5 text-left text-sm hover:bg-sunken"
                onClick={() => onGo(problem)}
              >
                <span className="font-mono text-soft">
                  {problem.path.replace(/^exercises\//, "")}, ligne {problem.line}
                </span>
                <span className="block">{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
