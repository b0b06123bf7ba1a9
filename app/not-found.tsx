import type { Metadata } from "next";
import Link from "next/link";
import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page introuvable" };

export default function NotFound() {
  return (
    <PageShell>
      <div className="page pt-20 pb-10 sm:pt-28">
        <p className="font-display text-coral text-xl">Erreur 404</p>
        <h1 className="mt-2 max-w-[20ch] font-bold text-4xl sm:text-5xl">
          Aucune page à cette adresse
        </h1>
        <p className="mt-4 max-w-[52ch] text-lg text-soft">
          Elle a peut-être changé de nom, ou l’adresse porte une faute de frappe. Le parcours mène à
          toutes les leçons.
        </p>
        <p className="mt-8 flex flex-wrap gap-4">
          <Link href="/parcours" className={buttonClass("primary")}>
            Ouvrir le parcours
          </Link>
          <Link href="/" className={buttonClass("outline")}>
            Revenir à l’accueil
          </Link>
        </p>
      </div>
    </PageShell>
  );
}
