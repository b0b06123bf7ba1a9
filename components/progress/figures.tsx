import { Anchor, BookOpen, Clock, Shapes } from "lucide-react";
import type { ReactNode } from "react";
import type { Count, CourseStanding } from "@/lib/progress/standing";
import { share, spent } from "./words";

/** The whole course in four numbers. */
export function Figures({ standing }: { standing: CourseStanding }) {
  const { lessons, exercises, quizzes, firstTry, seconds } = standing;
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure icon={<BookOpen />} label="Leçons" count={lessons} />
      <Figure icon={<Anchor />} label="Exercices" count={exercises} />
      <Figure
        icon={<Shapes />}
        label="Questions"
        count={quizzes}
        note={firstTry > 0 ? `${firstTry} du premier coup` : null}
      />
      <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
        <dt className="flex items-center gap-2 text-soft text-sm [&_svg]:size-4">
          <Clock aria-hidden />
          Temps passé
        </dt>
        <dd className="mt-1 font-bold font-display text-2xl tabular-nums sm:text-3xl">
          {spent(seconds) ?? "–"}
          {spent(seconds) ? null : <span className="sr-only">moins d’une minute</span>}
        </dd>
      </div>
    </dl>
  );
}

function Figure({
  icon,
  label,
  count,
  note = null,
}: {
  icon: ReactNode;
  label: string;
  count: Count;
  note?: string | null;
}) {
  return (
    <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <dt className="flex items-center gap-2 text-soft text-sm [&_svg]:size-4 [&_svg]:shrink-0">
        {icon}
        {label}
      </dt>
      <dd className="mt-1">
        <span className="font-bold font-display text-2xl tabular-nums sm:text-3xl">
          {count.done}
          <span className="font-medium text-base text-soft sm:text-lg">
            <span className="sr-only"> sur </span>
            <span aria-hidden>&nbsp;/&nbsp;</span>
            {count.of}
          </span>
        </span>
        <span aria-hidden className="mt-2 block h-1.5 overflow-hidden rounded-full bg-line">
          <span
            className="block h-full origin-left rounded-full bg-sea"
            style={{ transform: `scaleX(${share(count)})` }}
          />
        </span>
        {note ? <span className="mt-1.5 block text-soft text-sm">{note}</span> : null}
      </dd>
    </div>
  );
}
