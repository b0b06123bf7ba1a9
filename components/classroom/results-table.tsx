import { Check, Clock, KeyRound, Lightbulb, Minus } from "lucide-react";
import Link from "next/link";
import { type Cell, columnKey, type Results } from "@/lib/classroom/results/results";
import { wordsOf } from "@/lib/classroom/results/words";

/** Learners by items: each cell says in a glance and in words how the one stands with the other. */
export function ResultsTable({
  classId,
  results: { columns, rows },
}: {
  classId: string;
  results: Results;
}) {
  return (
    <section
      aria-label="Tableau des résultats"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls both ways, by keyboard too (WCAG 2.1.1)
      tabIndex={0}
      className="results-scroll mt-6 max-h-[78dvh] overflow-auto rounded-xl border border-line bg-surface"
    >
      <table className="results-table">
        <thead>
          <tr>
            <th scope="col" className="results-corner">
              Apprenant
            </th>
            <th scope="col" className="results-share">
              <span className="results-heading">Avancement</span>
            </th>
            {columns.map((column) => (
              <th scope="col" key={columnKey(column)} title={column.item.title}>
                <span className="results-heading">
                  <span className="sr-only">
                    {column.assignment.title},{" "}
                    {column.item.kind === "lesson" ? "leçon " : "exercice "}
                  </span>
                  {column.item.title}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.place}>
              <th scope="row">
                <Link
                  href={`/classes/${classId}/resultats/${row.place}`}
                  className="block truncate hover:text-sea hover:underline"
                >
                  {row.name}
                </Link>
                {row.userId === null ? (
                  <span className="block font-normal text-soft text-xs">pas encore là</span>
                ) : null}
              </th>
              <td className="text-center tabular-nums">{Math.round(100 * row.share)}&nbsp;%</td>
              {columns.map((column, index) => (
                <ResultCell key={columnKey(column)} cell={row.cells[index]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ResultCell({ cell }: { cell: Cell | undefined }) {
  if (cell === undefined) return <td />;
  const { standing, minutes, attempts, hints, solutions } = cell;
  const words = wordsOf(cell);
  const done = standing === "done" || standing === "late";
  return (
    <td data-standing={standing} title={words}>
      <span className="sr-only">{words}</span>
      <span aria-hidden className="grid justify-items-center gap-0.5 leading-none">
        <span className="flex items-center gap-0.5">
          {done ? (
            <Check className="size-4" strokeWidth={3} />
          ) : standing === "begun" ? (
            <span className="text-sm">…</span>
          ) : standing === "missing" ? (
            <Minus className="size-4" />
          ) : null}
          {standing === "late" ? <Clock className="size-3.5" /> : null}
          {minutes === null ? null : <span className="text-sm tabular-nums">{minutes}′</span>}
        </span>
        {attempts + hints + solutions === 0 ? null : (
          <span className="flex items-center gap-1 text-xs tabular-nums">
            {attempts > 0 ? <span>×{attempts}</span> : null}
            {hints > 0 ? (
              <span className="flex items-center">
                <Lightbulb className="size-3" />
                {hints}
              </span>
            ) : null}
            {solutions > 0 ? (
              <span className="flex items-center">
                <KeyRound className="size-3" />
                {solutions}
              </span>
            ) : null}
          </span>
        )}
      </span>
    </td>
  );
}

/** What the signs of the table mean. */
export function ResultsLegend() {
  return (
    <ul
      aria-label="Légende"
      className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-soft text-sm [&>li]:flex [&>li]:items-center [&>li]:gap-1.5"
    >
      <li>
        <Check className="size-4 text-sea" strokeWidth={3} aria-hidden /> fait
      </li>
      <li>
        <Clock className="size-4 text-brass" aria-hidden /> en retard
      </li>
      <li>
        <span aria-hidden>…</span> commencé
      </li>
      <li>
        <Minus className="size-4 text-coral" aria-hidden /> non rendu
      </li>
      <li>12′&nbsp;: minutes de travail</li>
      <li>×3&nbsp;: essais</li>
      <li>
        <Lightbulb className="size-4" aria-hidden /> indices
      </li>
      <li>
        <KeyRound className="size-4" aria-hidden /> solutions vues
      </li>
    </ul>
  );
}
