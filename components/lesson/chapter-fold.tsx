import { ChevronDown } from "lucide-react";
import Link from "next/link";
import type { Chapter } from "@/lib/content/course";
import { duration, exercisesOf, minutesOf } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";
import { ChapterProgress } from "./chapter-progress";
import { foldId } from "./fold-id";
import { LessonTick } from "./lesson-tick";

/**
 * A chapter of the table of contents, folded to its title and progress. The browser's own folding:
 * it needs no script, and opens for a search in the page. The first is open until folds-guide.tsx
 * knows where the learner is.
 */
export function ChapterFold({ chapter, number }: { chapter: Chapter; number: number }) {
  const title = typography(chapter.title);
  return (
    <details id={foldId(chapter.slug)} open={number === 1} className="group border-line border-b">
      <summary className="-mx-3 grid cursor-pointer list-none grid-cols-[1fr_auto] items-center gap-x-4 rounded-lg px-3 py-4 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">
          <span className="flex flex-wrap items-baseline gap-x-3 text-sm">
            <span className="font-display font-semibold text-coral">Chapitre {number}</span>
            <span className="text-soft">{duration(minutesOf(chapter))}</span>
          </span>
          <h2 className="mt-0.5 text-pretty text-xl sm:text-2xl">{title}</h2>
          <span className="mt-2 block">
            <ChapterProgress
              title={title}
              lessons={chapter.lessons.map((lesson) => lesson.id)}
              exercises={exercisesOf(chapter)}
            />
          </span>
        </span>
        <ChevronDown
          className="size-6 text-soft transition-transform group-open:rotate-180 motion-reduce:transition-none"
          aria-hidden
        />
      </summary>
      <div className="pb-8">
        {/* inside the fold, which the browser opens for an address that names it */}
        <p id={chapter.slug} className="max-w-[62ch] scroll-mt-48 text-soft">
          {typography(chapter.summary)}
        </p>
        <ol className="mt-4 border-line border-t">
          {chapter.lessons.map((lesson) => (
            <li key={lesson.id} className="border-line border-b last:border-b-0">
              <Link
                href={lesson.href}
                className="group/lesson -mx-3 grid grid-cols-[auto_1fr_auto] items-baseline gap-x-4 rounded-lg px-3 py-3.5 hover:bg-sunken"
              >
                <span className="translate-y-1">
                  <LessonTick id={lesson.id} />
                </span>
                <span className="min-w-0">
                  <span className="block font-display font-semibold text-lg leading-snug group-hover/lesson:text-sea">
                    {typography(lesson.title)}
                  </span>
                  <span className="mt-0.5 block text-soft">{typography(lesson.summary)}</span>
                </span>
                <span className="whitespace-nowrap text-soft text-sm tabular-nums">
                  {duration(lesson.minutes)}
                </span>
              </Link>
            </li>
          ))}
        </ol>
        <p className="mt-2 flex gap-3 text-soft">
          <span aria-hidden className="font-bold text-sea">
            →
          </span>
          <span className="max-w-[62ch]">{typography(chapter.outcome)}</span>
        </p>
      </div>
    </details>
  );
}
