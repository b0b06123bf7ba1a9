import { CompleteButton } from "@/components/lesson/complete-button";
import { Sources } from "@/components/lesson/sources";
import type { LessonMeta } from "@/lib/content/schema/lesson";
import { typography } from "@/lib/content/typography";

/** Closes a trainer's lesson: finished or not, and where its facts come from. */
export function AuthoredEnd({ meta }: { meta: LessonMeta }) {
  return (
    <footer className="mt-14 border-line border-t pt-8">
      <CompleteButton outcome={typography(meta.outcome)} />
      <Sources sources={meta.sources} vouched={false} />
    </footer>
  );
}
