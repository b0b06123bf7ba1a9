import type { AuthoredProblem } from "@/lib/protocol/authoring";

/** What is wrong with a lesson, where a draft is read rather than written. */
export function ProblemList({ problems }: { problems: readonly AuthoredProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section
      aria-label="Erreurs de cette leçon"
      className="mb-8 rounded-(--radius) border border-coral bg-coral-wash px-5 py-4"
    >
      <p className="font-semibold text-coral">
        Cette leçon contient des erreurs&nbsp;: ce qui est en cause n’apparaît pas.
      </p>
      <ul className="mt-2 grid gap-1 text-sm">
        {problems.slice(0, 8).map(({ path, line, message }, index) => (
          <li key={index}>
            <span className="font-mono">
              {path}, ligne {line}
            </span>
            &nbsp;: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
