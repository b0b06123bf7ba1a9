import { FileText } from "lucide-react";
import Link from "next/link";
import type { ListedLesson } from "@/lib/authoring/drafts";
import { typography } from "@/lib/content/typography";

const day = new Intl.DateTimeFormat("fr", { dateStyle: "long", timeZone: "Europe/Paris" });

/** One's own lessons, the last changed first, or what to do where there is none. */
export function AuthorList({ lessons }: { lessons: readonly ListedLesson[] }) {
  return (
    <section aria-labelledby="lecons" className="mt-12">
      <h2 id="lecons" className="text-2xl">
        Brouillons et leçons publiées
      </h2>
      {lessons.length === 0 ? (
        <p className="mt-3 max-w-[62ch] text-soft">
          Vous n’avez pas encore de leçon. Donnez un titre&nbsp;: elle commence par un modèle
          complet, texte, question et exercice vérifié, qu’il ne reste qu’à récrire.
        </p>
      ) : (
        <ul className="mt-4 border-line border-t">
          {lessons.map(({ id, title, updatedAt, published }) => (
            <li key={id} className="border-line border-b">
              <Link
                href={`/auteur/${id}`}
                className="group -mx-3 flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-lg px-3 py-4 hover:bg-sunken"
              >
                <FileText className="size-5 shrink-0 translate-y-1 text-soft" aria-hidden />
                <span className="mr-auto min-w-0 break-words font-display font-semibold text-xl leading-snug group-hover:text-sea">
                  {typography(title)}
                </span>
                <span className="flex flex-wrap gap-x-4 text-soft text-sm">
                  {published === null ? (
                    <span>brouillon</span>
                  ) : (
                    <span className="text-sea">publiée, version {published}</span>
                  )}
                  <span>modifiée le {day.format(updatedAt)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
