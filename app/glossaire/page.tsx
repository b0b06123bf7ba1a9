import type { Metadata } from "next";
import Link from "next/link";
import { RichText } from "@/components/lesson/rich-text";
import { GlossarySearch } from "@/components/site/glossary-search";
import { PageShell } from "@/components/site/page-shell";
import { byInitial, searchable } from "@/lib/content/alphabet";
import { loadCourse } from "@/lib/content/cached-course";
import { typography } from "@/lib/content/typography";

export const metadata: Metadata = {
  title: "Glossaire",
  description: "Les mots des conteneurs, en français et en anglais, expliqués simplement.",
};

export default async function GlossairePage() {
  const { terms, lessons } = await loadCourse();
  const names = new Map(terms.map((term) => [term.id, typography(term.fr)]));
  const groups = byInitial(terms, (term) => term.fr);
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Glossaire</h1>
        <p className="mt-4 mb-8 max-w-[60ch] text-lg text-soft">
          Le métier parle deux langues. Chaque terme porte ici son nom français et son nom anglais.
        </p>
        <GlossarySearch />
        <nav aria-label="Lettres" className="no-print mt-4 -ml-2 flex flex-wrap">
          {groups.map(([letter]) => (
            <a
              key={letter}
              href={`#lettre-${letter}`}
              className="grid size-11 place-items-center rounded-lg font-display font-semibold text-sea hover:bg-sea-wash"
            >
              {letter}
            </a>
          ))}
        </nav>
        {groups.map(([letter, group]) => (
          <section
            key={letter}
            data-group
            id={`lettre-${letter}`}
            aria-label={letter}
            className="mt-10 grid scroll-mt-20 gap-x-8 sm:grid-cols-[3rem_1fr]"
          >
            <h2 className="text-4xl text-coral">{letter}</h2>
            <div>
              {group.map((term) => {
                const lesson = lessons.find(({ id }) => id === term.lesson);
                return (
                  <article
                    key={term.id}
                    id={term.id}
                    data-search={searchable(`${term.fr} ${term.en} ${term.id}`)}
                    className="keep prose mb-8 scroll-mt-24 rounded-lg target:bg-sea-wash target:outline-8 target:outline-sea-wash"
                  >
                    <h3 className="mt-0! text-xl">
                      {typography(term.fr)}
                      <span className="ml-3 font-normal font-sans text-base text-soft tracking-normal">
                        <span className="sr-only">en anglais&nbsp;: </span>
                        <i lang="en">{term.en}</i>
                      </span>
                    </h3>
                    <p className="mt-1.5!">
                      <RichText text={term.definition} />
                    </p>
                    <p className="mt-1.5! flex flex-wrap gap-x-5 text-[0.94rem] text-soft empty:hidden">
                      {term.voir.length > 0 ? (
                        <span>
                          Voir aussi&nbsp;:{" "}
                          {term.voir.map((id, index) => (
                            <span key={id}>
                              {index > 0 ? ", " : null}
                              <a href={`#${id}`}>{names.get(id)}</a>
                            </span>
                          ))}
                        </span>
                      ) : null}
                      {lesson ? (
                        <span>
                          Leçon&nbsp;: <Link href={lesson.href}>{typography(lesson.title)}</Link>
                        </span>
                      ) : null}
                    </p>
                  </article>
                );
              })}
            </div>
          </section>
        ))}
      </div>
    </PageShell>
  );
}
