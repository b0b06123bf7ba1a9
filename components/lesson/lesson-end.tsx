import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import type { LessonPlace } from "@/lib/content/navigation";
import { duration } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";
import { CompleteButton } from "./complete-button";
import { Sources } from "./sources";

/** Closes a lesson: finished or not, what comes next, where the facts come from. */
export function LessonEnd({ place }: { place: LessonPlace }) {
  const { lesson, previous, next } = place;
  return (
    <footer className="mt-14 border-line border-t pt-8">
      <CompleteButton outcome={typography(lesson.outcome)} />
      <nav aria-label="Suite du parcours" className="no-print mt-4 grid gap-3">
        {next ? (
          <Link
            href={next.href}
            className="group flex items-center gap-4 rounded-(--radius) border border-edge bg-surface px-5 py-4 hover:border-sea"
          >
            <span className="mr-auto min-w-0">
              <span className="block text-soft text-sm">
                Leçon suivante, {duration(next.minutes)}
              </span>
              <span className="block font-display font-semibold text-lg leading-snug group-hover:text-sea">
                {typography(next.title)}
              </span>
            </span>
            <ArrowRight className="size-6 shrink-0 text-sea" aria-hidden />
          </Link>
        ) : (
          <Link
            href="/progression"
            prefetch={false}
            className="flex items-center gap-4 rounded-(--radius) border border-edge bg-surface px-5 py-4 font-display font-semibold text-lg hover:border-sea hover:text-sea"
          >
            <span className="mr-auto">Le parcours est fini&#8239;: revoir le chemin fait</span>
            <ArrowRight className="size-6 shrink-0 text-sea" aria-hidden />
          </Link>
        )}
        {previous ? (
          <Link
            href={previous.href}
            className="flex min-h-11 items-center gap-2 self-start text-soft hover:text-sea"
          >
            <ArrowLeft className="size-4 shrink-0" aria-hidden />
            {typography(previous.title)}
          </Link>
        ) : null}
      </nav>
      <Sources sources={lesson.sources} />
    </footer>
  );
}
