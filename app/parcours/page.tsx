import { Map as MapIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ChapterFold } from "@/components/lesson/chapter-fold";
import { FoldsGuide } from "@/components/lesson/folds-guide";
import { PageShell } from "@/components/site/page-shell";
import { loadCourse } from "@/lib/content/cached-course";

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
        <FoldsGuide
          chapters={chapters.map(({ slug, lessons }) => ({
            slug,
            lessons: lessons.map(({ id }) => id),
          }))}
        />
        <div className="border-line border-t">
          {chapters.map((chapter, index) => (
            <ChapterFold key={chapter.slug} chapter={chapter} number={index + 1} />
          ))}
        </div>
      </div>
    </PageShell>
  );
}
