import { Eye } from "lucide-react";

/** Said to learners in plain words, before they come into a class and in its page. */
export function WhatTrainersSee({ open = false }: { open?: boolean }) {
  return (
    <details className="no-print mt-8 rounded-xl border border-line bg-surface" open={open}>
      <summary className="flex min-h-12 items-center gap-3 px-5 py-2 font-semibold">
        <Eye className="size-5 shrink-0 text-sea" aria-hidden />
        Ce que vos formateurs voient
      </summary>
      <div className="grid gap-3 px-5 pb-5 text-soft">
        <p>
          Pendant que ce site est ouvert chez vous, les formateurs de la classe, et eux seuls,
          voient pour pouvoir vous aider&nbsp;:
        </p>
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>si vous êtes là, la leçon que vous lisez et si votre terminal est ouvert&nbsp;;</li>
          <li>
            l’exercice et l’étape en cours, depuis quand, ce qui est validé, vos essais, les indices
            et solutions demandés&nbsp;;
          </li>
          <li>
            les dix dernières commandes tapées à l’invite du terminal. Ce qui ressemble à un mot de
            passe y est masqué&#8239;; ce qui se tape sans s’afficher n’y est jamais, ni une
            commande précédée d’une espace&nbsp;;
          </li>
          <li>votre main levée&nbsp;;</li>
          <li>
            votre terminal, quand l’un d’eux le regarde&nbsp;: il le dit alors aussi longtemps que
            cela dure, et c’est noté sur la page «&nbsp;Vos données&nbsp;». Personne n’y tape sans
            votre accord, demandé chaque fois.
          </li>
        </ul>
        <p>
          Ils ne voient ni vos fichiers, ni ce que vous faites ailleurs que sur ce site. Votre
          présence et vos commandes ne sont enregistrées nulle part&nbsp;: le site les oublie une
          heure après votre départ.
        </p>
      </div>
    </details>
  );
}
