import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { LessonPlace } from "@/lib/content/navigation";
import { LessonMeter } from "./lesson-meter";

const arrow =
  "grid size-11 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink aria-disabled:opacity-40";

/** Stays at the top of the lesson: where one is, how far, and the neighbours. */
export function LessonBar({ place }: { place: LessonPlace }) {
  const { chapter, number, previous, next } = place;
  return (
    <div className="lesson-bar">
      <div className="mx-auto flex max-w-[calc(46rem+2*var(--gutter))] items-center px-(--gutter) py-0.5">
        <p className="mr-auto flex min-w-0 items-baseline gap-2 text-sm">
          <Link
            href={`/parcours#${chapter.slug}`}
            className="truncate py-2 font-medium text-soft hover:text-sea hover:underline"
          >
            {chapter.title}
          </Link>
          <span className="shrink-0 text-soft tabular-nums">
            {number}
            <span className="sr-only"> sur </span>
            <span aria-hidden>/</span>
            {chapter.lessons.length}
          </span>
        </p>
        <nav aria-label="Leçons voisines" className="flex shrink-0">
          {previous ? (
            <Link
              href={previous.href}
              className={arrow}
              aria-label={`Précédente : ${previous.title}`}
            >
              <ChevronLeft className="size-5" aria-hidden />
            </Link>
          ) : (
            <span className="size-11" />
          )}
          {next ? (
            <Link href={next.href} className={arrow} aria-label={`Suivante : ${next.title}`}>
              <ChevronRight className="size-5" aria-hidden />
            </Link>
          ) : (
            <span className="size-11" />
          )}
        </nav>
      </div>
      <LessonMeter />
    </div>
  );
}
