import type { LessonMeta } from "@/lib/content/schema/lesson";
import { typography } from "@/lib/content/typography";

/** Where a lesson's facts come from. `vouched`: its links are the course's own, for search engines too. */
export function Sources({
  sources,
  vouched = true,
}: {
  sources: LessonMeta["sources"];
  vouched?: boolean;
}) {
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="sources" className="mt-8 text-sm">
      <h2 id="sources" className="font-semibold text-base">
        Sources
      </h2>
      <ul className="mt-2 grid gap-1">
        {sources.map(({ title, url }) => (
          <li key={url}>
            <a
              href={url}
              rel={vouched ? "noreferrer" : "noreferrer nofollow"}
              className="inline-block py-1 text-soft underline underline-offset-4 hover:text-sea"
            >
              {typography(title)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
