import { CompleteButton } from "@/components/lesson/complete-button";
import type { LessonMeta } from "@/lib/content/schema/lesson";
import { typography } from "@/lib/content/typography";

/** Closes a trainer's lesson: finished or not, and where its facts come from. */
export function AuthoredEnd({ meta }: { meta: LessonMeta }) {
  return (
    <footer className="mt-14 border-line border-t pt-8">
      <CompleteButton outcome={typography(meta.outcome)} />
      {meta.sources.length > 0 ? (
        <section aria-labelledby="sources" className="mt-8 text-sm">
          <h2 id="sources" className="font-semibold text-base">
            Sources
          </h2>
          <ul className="mt-2 grid gap-1">
            {meta.sources.map(({ title, url }) => (
              <li key={url}>
                <a
                  href={url}
                  rel="noreferrer nofollow"
                  className="inline-block py-1 text-soft underline underline-offset-4 hover:text-sea"
                >
                  {typography(title)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </footer>
  );
}
