import clsx from "clsx";
import { Check, ChevronDown, Flag } from "lucide-react";
import type { ReactNode } from "react";
import { counted } from "@/lib/content/counted";
import type { ChapterStanding, CourseStanding } from "@/lib/progress/standing";
import { LessonRow } from "./lesson-row";
import { share, spent } from "./words";

/**
 * The course as a route along its chapters: one stop each, filled as it is done. The chapter under
 * way is unfolded.
 */
export function CourseMap({
  standing,
  rewards,
}: {
  standing: CourseStanding;
  /** what a completed chapter leads to, by its slug */
  rewards: Readonly<Record<string, ReactNode>>;
}) {
  const { chapters, resume, begun } = standing;
  const open = resume?.chapter ?? (begun ? null : chapters[0]?.slug);
  return (
    <ol className="relative">
      {chapters.map((chapter, index) => (
        <li key={chapter.slug} className="relative pb-3 pl-14 sm:pl-18">
          {index < chapters.length - 1 ? (
            <span
              aria-hidden
              className={clsx(
                "absolute top-12 -bottom-2 left-5 border-l-2 sm:left-6",
                chapter.complete ? "border-sea" : "border-edge border-dashed",
              )}
            />
          ) : null}
          <Stop chapter={chapter} here={chapter.slug === resume?.chapter} />
          <Chapter chapter={chapter} open={chapter.slug === open}>
            {rewards[chapter.slug]}
          </Chapter>
        </li>
      ))}
    </ol>
  );
}

/** The mark of a chapter on the route: its number in a ring that fills up, then a tick. */
function Stop({ chapter, here }: { chapter: ChapterStanding; here: boolean }) {
  const { number, complete, capstones } = chapter;
  const turn = Math.round(doneShare(chapter) * 360);
  return (
    <span
      aria-hidden
      className={clsx(
        "absolute top-1 left-0 grid size-10 place-items-center rounded-full sm:size-12",
        here && "outline-2 outline-coral outline-offset-3",
      )}
      style={{
        background: complete
          ? "var(--sea)"
          : `conic-gradient(var(--sea) ${turn}deg, var(--line) ${turn}deg)`,
      }}
    >
      <span
        className={clsx(
          "grid size-8 place-items-center rounded-full font-bold font-display sm:size-9.5",
          complete ? "text-paper" : "bg-paper text-ink",
        )}
      >
        {complete ? (
          <Check className="size-5" strokeWidth={3} />
        ) : capstones ? (
          <Flag className="size-4.5" />
        ) : (
          number
        )}
      </span>
    </span>
  );
}

function Chapter({
  chapter,
  open,
  children,
}: {
  chapter: ChapterStanding;
  open: boolean;
  children: ReactNode;
}) {
  const { slug, title, number, lessonList, complete, lessons, capstones, seconds } = chapter;
  const time = spent(seconds);
  return (
    <details id={slug} open={open} className="group scroll-mt-24">
      <summary className="-mx-3 flex min-h-12 list-none items-start gap-3 rounded-lg px-3 py-1.5 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span className="mr-auto min-w-0">
          <span className="block text-coral text-sm">
            {capstones ? "Projets" : `Chapitre ${number}`}
          </span>
          <h3 className="text-pretty text-xl leading-snug sm:text-2xl">
            {capstones ? "Tout réunir" : title}
          </h3>
          <span className="mt-0.5 block text-soft text-sm tabular-nums">
            {complete ? (
              <span className="font-semibold text-sea">Chapitre terminé</span>
            ) : (
              `${counted(lessons.done, "leçon terminée", "leçons terminées")} sur ${lessons.of}`
            )}
            {time ? `, ${time}` : null}
          </span>
        </span>
        <ChevronDown
          className="mt-3 size-5 shrink-0 text-soft transition-transform group-open:rotate-180"
          aria-hidden
        />
      </summary>
      <ol className="mt-2 mb-4 border-line border-t">
        {lessonList.map((lesson) => (
          <LessonRow key={lesson.id} lesson={lesson} />
        ))}
      </ol>
      {children}
    </details>
  );
}

function doneShare({ lessons, exercises, quizzes }: ChapterStanding): number {
  const done = lessons.done + exercises.done + quizzes.done;
  return share({ done, of: lessons.of + exercises.of + quizzes.of });
}
