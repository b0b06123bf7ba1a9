import clsx from "clsx";
import type { LearnerReport } from "@/lib/classroom/results/report";
import { inWords } from "@/lib/classroom/time";
import type { Standing } from "@/lib/protocol/classroom";
import { wordsOf } from "./results-table";

const colour: Record<Standing, string> = {
  ...{ todo: "text-soft", begun: "text-soft", done: "text-sea" },
  ...{ late: "text-brass", missing: "text-coral" },
};

/** One learner's work in a class. */
export function Report({ report, zone }: { report: LearnerReport; zone: string }) {
  return (
    <>
      <h1 className="mt-2 font-bold text-4xl sm:text-5xl">{report.name}</h1>
      <p className="mt-3 text-lg text-soft">
        Avancement dans la classe&nbsp;: {Math.round(100 * report.share)}&nbsp;%
      </p>
      {report.parts.length === 0 ? (
        <p className="mt-8 text-soft">Aucun devoir n’est ouvert encore.</p>
      ) : (
        report.parts.map(({ assignment, lines, done }) => (
          <section
            key={assignment.id}
            aria-labelledby={`bilan-${assignment.id}`}
            className="keep mt-10"
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-6">
              <h2 id={`bilan-${assignment.id}`} className="text-2xl">
                {assignment.title}
              </h2>
              <p className="text-soft tabular-nums">
                {done} sur {lines.length}
              </p>
            </div>
            <p className="text-soft">
              {assignment.dueAt === null
                ? "Sans échéance"
                : `Pour ${inWords(assignment.dueAt, zone)}`}
            </p>
            <ul className="mt-3 border-line border-t">
              {lines.map(({ item, cell }) => (
                <li
                  key={`${item.kind} ${item.target}`}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2.5"
                >
                  <span className="min-w-0">
                    {item.title}
                    <span className="text-soft text-sm">
                      {item.kind === "lesson" ? ", leçon" : ", exercice"}
                    </span>
                  </span>
                  <span className={clsx("text-sm", colour[cell.standing])}>
                    {wordsOf(cell)}
                    {cell.doneAt === null ? null : (
                      <span className="text-soft">, {inWords(cell.doneAt, zone)}</span>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}
