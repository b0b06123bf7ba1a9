import Link from "next/link";

export function SiteFooter() {
  return (
    <footer className="site-footer mt-24 border-line border-t">
      <div className="page flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3 py-8 text-soft text-sm">
        <p>
          Escale est un logiciel libre, sous licence Apache 2.0&nbsp;: chacun peut l’installer, le
          lire et l’améliorer.
        </p>
        <nav aria-label="Pied de page" className="flex flex-wrap gap-x-6">
          <Link href="/parcours" className="py-2 underline underline-offset-4 hover:text-ink">
            Parcours
          </Link>
          <Link href="/glossaire" className="py-2 underline underline-offset-4 hover:text-ink">
            Glossaire
          </Link>
          <Link href="/classes" className="py-2 underline underline-offset-4 hover:text-ink">
            Classes
          </Link>
          <Link href="/guide" className="py-2 underline underline-offset-4 hover:text-ink">
            Guide du formateur
          </Link>
          <Link href="/bac-a-sable" className="py-2 underline underline-offset-4 hover:text-ink">
            Bac à sable
          </Link>
          <Link
            href="/vos-donnees"
            prefetch={false}
            className="py-2 underline underline-offset-4 hover:text-ink"
          >
            Vos données
          </Link>
        </nav>
      </div>
    </footer>
  );
}
