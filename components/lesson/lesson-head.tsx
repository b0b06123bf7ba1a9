import { Clock } from "lucide-react";
import { LessonReminder } from "@/components/classroom/lesson-reminder";
import type { Lesson } from "@/lib/content/course";
import { duration } from "@/lib/content/navigation";
import type { Heading } from "@/lib/content/remark/headings";
import { typography } from "@/lib/content/typography";

/** Opens a lesson: the question one really asks, the title, the time it takes, its parts. */
export function LessonHead({
  lesson,
  headings,
  runnable,
}: {
  lesson: Lesson;
  headings: Heading[];
  /** whether it has a command to run */
  runnable: boolean;
}) {
  return (
    <header>
      <p className="font-display text-coral text-lg leading-snug">{typography(lesson.question)}</p>
      <h1 className="mt-1 font-bold text-[clamp(1.9rem,5cqi+0.6rem,2.75rem)] leading-[1.08]">
        {typography(lesson.title)}
      </h1>
      <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-1 text-soft text-sm">
        <p className="flex items-center gap-2">
          <Clock className="size-4" aria-hidden />
          {duration(lesson.minutes)}
        </p>
        <LessonReminder lesson={lesson.id} exercises={lesson.exercises.map(({ id }) => id)} />
        {runnable ? (
          <p className="no-print hidden pointer-fine:block">
            <kbd>Alt</kbd> + <kbd>Entrée</kbd> exécute la commande suivante
          </p>
        ) : null}
      </div>
      {headings.length > 2 ? (
        <details className="no-print group mt-4 text-[0.94rem]">
          <summary className="inline-flex min-h-11 items-center gap-2 font-medium text-soft marker:content-none hover:text-sea">
            <span aria-hidden className="transition-transform group-open:rotate-90">
              ›
            </span>
            Dans cette leçon
          </summary>
          <nav aria-label="Dans cette leçon">
            <ol className="mb-2 border-line border-l-2">
              {headings.map(({ id, text }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="block py-1.5 pl-4 text-soft hover:text-sea hover:underline"
                  >
                    {text}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        </details>
      ) : null}
    </header>
  );
}
