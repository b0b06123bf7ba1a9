"use client";

import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PageShell>
      <div className="page pt-20 pb-10 sm:pt-28">
        <h1 className="max-w-[20ch] font-bold text-4xl sm:text-5xl">
          Cette page n’a pas pu s’afficher
        </h1>
        <p className="mt-4 max-w-[52ch] text-lg text-soft">
          Une erreur s’est produite de notre côté. Votre progression et vos fichiers n’en souffrent
          pas. Réessayez&nbsp;; si l’erreur revient, signalez-la à la personne qui administre ce
          site
          {error.digest ? <>, avec ce repère&nbsp;: {error.digest}</> : null}.
        </p>
        <button type="button" className={buttonClass("primary", "mt-8")} onClick={reset}>
          Réessayer
        </button>
      </div>
    </PageShell>
  );
}
