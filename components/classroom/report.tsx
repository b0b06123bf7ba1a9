import clsx from "clsx";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import type { StepLine } from "@/lib/classroom/results/details";
import {
  type LearnerReport,
  type ReportLine,
  type ReportPart,
  totalsOf,
} from "@/lib/classroom/results/report";
import { lessonWords, stepStatusWords, stepWords, wordsOf } from "@/lib/classroom/results/words";
import { inWords } from "@/lib/classroom/time";
import { duration } from "@/lib/content/navigation";
import type { Standing } from "@/lib/protocol/classroom";

const colour: Record<Standing, string> = {
  ...{ todo: "text-soft", begun: "text-soft", done: "text-sea" },
  ...{ late: "text-brass", missing: "text-coral" },
};

/** One learner's work in a class. */
export function Report({
  report,
  zone,
  file,
  remark,
}: {
  report: LearnerReport;
  zone: string;
  /** where its PDF is */
  file: string;
  /** for those who write it: what changes the remark */
  remark: ReactNode;
}) {
  return (
    <>
      <h1 className="wrap-anywhere mt-2 font-bold text-4xl sm:text-5xl">{report.name}</h1>
      <p className="no-print mt-5 flex flex-wrap gap-3">
        <a href={file} download className={buttonClass("outline")}>
          <Download className="size-4" aria-hidden />
          Bilan en PDF
        </a>
        {remark}
      </p>
      <Totals report={report} />
      {report.remark === "" ? null : (
        <section aria-labelledby="remarque" className="keep mt-8 rounded-xl bg-sea-wash p-5">
          <h2 id="remarque" className="text-xl">
            Remarque
          </h2>
          <p className="wrap-anywhere mt-2 max-w-[65ch] whitespace-pre-line">{report.remark}</p>
        </section>
      )}
      {report.parts.length === 0 ? (
        <p className="mt-8 text-soft">Aucun devoir n’est ouvert encore.</p>
      ) : (
        report.parts.map((part) => <Part key={part.assignment.id} part={part} zone={zone} />)
      )}
    </>
  );
}

function Totals({ report }: { report: LearnerReport }) {
  const { of, done, late, missing, minutes, quizzes } = totalsOf(report);
  const facts = [
    [`${Math.round(100 * report.share)}\u00a0%`, "avancement"],
    [`${done} sur ${of}`, "faits"],
    [`${late}`, "en retard"],
    [`${missing}`, missing > 1 ? "non rendus" : "non rendu"],
    [duration(minutes), "aux exercices"],
    [`${quizzes.right} sur ${quizzes.of}`, "questions réussies"],
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      {facts.map(([value, label]) => (
        <div key={label} className="flex flex-col-reverse justify-end bg-surface p-4">
          <dt className="text-soft text-sm">{label}</dt>
          <dd className="font-semibold text-xl tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ part: { assignment, lines, done }, zone }: { part: ReportPart; zone: string }) {
  return (
    <section aria-labelledby={`bilan-${assignment.id}`} className="mt-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={`bilan-${assignment.id}`} className="text-2xl">
          {assignment.title}
        </h2>
        <p className="text-soft tabular-nums">
          {done} sur {lines.length}
        </p>
      </div>
      <p className="text-soft">
        {assignment.dueAt === null ? "Sans échéance" : `Pour ${inWords(assignment.dueAt, zone)}`}
      </p>
      <ul className="mt-3 border-line border-t">
        {lines.map((line) => (
          <Line key={`${line.item.kind} ${line.item.target}`} line={line} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line: { item, cell, detail }, zone }: { line: ReportLine; zone: string }) {
  const lesson = item.kind === "lesson" ? lessonWords(detail) : "";
  return (
    <li className="keep border-line border-b py-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
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
      </div>
      {lesson === "" ? null : <p className="text-soft text-sm">{lesson}</p>}
      {detail.outdated ? (
        <p className="text-soft text-sm">Dans une version antérieure de l’exercice</p>
      ) : null}
      {detail.steps.length === 0 ? null : (
        <details className="mt-1 text-sm">
          <summary className="-mx-2 w-fit cursor-pointer rounded px-2 py-1 text-soft hover:text-ink">
            {detail.steps.length > 1 ? `${detail.steps.length} étapes` : "Une étape"}
          </summary>
          <ol className="mt-1 mb-2 ml-2 border-line border-l-2 pl-4">
            {detail.steps.map((step) => (
              <Step key={step.title} step={step} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

function Step({ step }: { step: StepLine }) {
  const done = step.status === "passed" || step.status === "skipped";
  const more = stepWords(step);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 py-1">
      <span>{step.title.replaceAll("`", "")}</span>
      <span className={done ? "text-sea" : "text-soft"}>
        {step.status === "skipped" ? more : stepStatusWords[step.status]}
        {more === "" || step.status === "skipped" ? null : (
          <span className="text-soft">, {more}</span>
        )}
      </span>
    </li>
  );
}
