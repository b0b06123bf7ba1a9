import Link from "next/link";
import { ChapterProgress } from "@/components/lesson/chapter-progress";
import type { Chapter } from "@/lib/content/course";
import { duration, exercisesOf, minutesOf } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";

/** The chapters in brief, for the home page. */
export function ChapterList({ chapters }: { chapters: Chapter[] }) {
  return (
    <ol className="grid gap-5 md:grid-cols-3">
      {chapters.map((chapter, index) => (
        <li
          key={chapter.slug}
          className="group relative flex flex-col rounded-xl border border-line bg-surface p-6 hover:border-sea"
        >
          <p className="font-display font-semibold text-coral">Chapitre {index + 1}</p>
          <h3 className="mt-1 text-pretty text-2xl">
            <Link
              href={`/parcours#${chapter.slug}`}
              className="after:absolute after:inset-0 after:rounded-xl group-hover:text-sea"
            >
              {typography(chapter.title)}
            </Link>
          </h3>
          <p className="mt-2 mb-6 text-soft">{typography(chapter.summary)}</p>
          <div className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <ChapterProgress
              title={typography(chapter.title)}
              lessons={chapter.lessons.map((lesson) => lesson.id)}
              exercises={exercisesOf(chapter)}
            />
            <p className="text-soft text-sm">{duration(minutesOf(chapter))}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
