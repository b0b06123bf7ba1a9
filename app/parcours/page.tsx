import { Map as MapIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ChapterProgress } from "@/components/lesson/chapter-progress";
import { LessonTick } from "@/components/lesson/lesson-tick";
import { PageShell } from "@/components/site/page-shell";
import { loadCourse } from "@/lib/content/cached-course";
import { duration, exercisesOf, minutesOf } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";

export const metadata: Metadata = {
  title: "Le parcours",
  description: "Tous les chapitres et toutes les leçons d’Escale, avec leur durée.",
};

export default async function ParcoursPage() {
  const { chapters } = await loadCourse();
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Le parcours</h1>
        <p className="mt-4 max-w-[60ch] text-lg text-soft">
          Suivez-le dans l’ordre si vous débutez, ou entrez où bon vous semble&nbsp;: chaque leçon
          se suffit, et chaque terme nouveau s’explique d’un geste.
        </p>
        <p className="mt-4">
          <Link
            href="/progression"
            prefetch={false}
            className="inline-flex min-h-11 items-center gap-2 font-semibold text-sea hover:underline"
          >
            <MapIcon className="size-5" aria-hidden />
            Voir où vous en êtes
          </Link>
        </p>
        {chapters.map((chapter, index) => (
          <section
            key={chapter.slug}
            id={chapter.slug}
            aria-labelledby={`titre-${chapter.slug}`}
            className="mt-14 scroll-mt-24"
          >
            <p className="font-display font-semibold text-coral">Chapitre {index + 1}</p>
            <h2 id={`titre-${chapter.slug}`} className="mt-1 text-3xl">
              {typography(chapter.title)}
            </h2>
            <p className="mt-3 max-w-[62ch] text-soft">{typography(chapter.summary)}</p>
            <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-1">
              <ChapterProgress
                title={typography(chapter.title)}
                lessons={chapter.lessons.map((lesson) => lesson.id)}
                exercises={exercisesOf(chapter)}
              />
              <p className="text-soft text-sm">{duration(minutesOf(chapter))}</p>
            </div>
            <ol className="mt-5 border-line border-t">
              {chapter.lessons.map((lesson) => (
                <li key={lesson.id} className="border-line border-b">
                  <Link
                    href={lesson.href}
                    className="group -mx-3 grid grid-cols-[auto_1fr_auto] items-baseline gap-x-4 rounded-lg px-3 py-4 hover:bg-sunken"
                  >
                    <span className="translate-y-1">
                      <LessonTick id={lesson.id} />
                    </span>
                    <span className="min-w-0">
                      <span className="block font-display font-semibold text-xl leading-snug group-hover:text-sea">
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
            <p className="mt-4 flex gap-3 text-soft">
              <span aria-hidden className="font-bold text-sea">
                →
              </span>
              <span className="max-w-[62ch]">{typography(chapter.outcome)}</span>
            </p>
          </section>
        ))}
      </div>
    </PageShell>
  );
}
