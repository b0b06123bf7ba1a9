import { Search } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { FoundItem } from "@/components/search/found-item";
import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";
import { courseSearch } from "@/lib/search/course-search";

export const metadata: Metadata = {
  title: "Recherche",
  description: "Chercher dans les leçons et le glossaire d’Escale.",
  robots: { index: false },
};

const longest = 200;

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The search as a page: for a browser without script, a shared address, the back button. */
export default async function RecherchePage({ searchParams }: { searchParams: Query }) {
  const { q } = await searchParams;
  const query = (typeof q === "string" ? q : "").trim().slice(0, longest);
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Recherche</h1>
        <search>
          <form action="/recherche" className="mt-8 flex flex-wrap gap-3">
            <input
              key={query}
              type="search"
              name="q"
              defaultValue={query}
              maxLength={longest}
              aria-label="Rechercher une leçon, un terme, une commande"
              autoComplete="off"
              spellCheck={false}
              className="min-h-12 min-w-0 flex-1 basis-60 rounded-lg border border-edge bg-surface px-4 text-lg"
            />
            <button type="submit" className={buttonClass("primary")}>
              <Search className="size-5" aria-hidden />
              Rechercher
            </button>
          </form>
        </search>
        {query === "" ? null : <Results query={query} />}
      </div>
    </PageShell>
  );
}

async function Results({ query }: { query: string }) {
  const search = await courseSearch();
  const found = search.find(query, 30);
  const suggestion = found.length === 0 ? search.suggest(query) : null;
  return (
    <>
      <h2 className="mt-8 text-soft text-xl">
        {found.length === 0
          ? "Rien ne correspond à ces mots"
          : found.length === 1
            ? "1 résultat"
            : `${found.length} résultats`}
      </h2>
      {suggestion === null ? null : (
        <p className="mt-3">
          Essayez plutôt{" "}
          <Link
            href={`/recherche?q=${encodeURIComponent(suggestion)}`}
            className="text-sea underline"
          >
            {suggestion}
          </Link>
          .
        </p>
      )}
      <ul className="mt-4 border-line border-t empty:hidden">
        {found.map((one) => (
          <li key={one.document.id} className="border-line border-b">
            <Link href={one.href} className="-mx-3 block rounded-lg px-3 py-4 hover:bg-sunken">
              <FoundItem found={one} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
