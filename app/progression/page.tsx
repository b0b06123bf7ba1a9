import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AttestationForm } from "@/components/attestations/attestation-form";
import { CourseMap } from "@/components/progress/course-map";
import { Figures } from "@/components/progress/figures";
import { ResumeCard } from "@/components/progress/resume-card";
import { PageShell } from "@/components/site/page-shell";
import { Unavailable } from "@/components/site/unavailable";
import { attestationsOf } from "@/lib/attestations/store";
import { currentOwner } from "@/lib/auth/session";
import { loadOutline } from "@/lib/content/outline";
import { database } from "@/lib/db/client";
import { unlessUnavailable } from "@/lib/http/respond";
import { aboutOwner } from "@/lib/own-data/about";
import { noRecords, readRecords } from "@/lib/progress/records";
import { standingIn } from "@/lib/progress/standing";
import { courseScope } from "@/lib/protocol/attestation";

export const metadata: Metadata = {
  title: "Votre progression",
  description: "Où vous en êtes du parcours : leçons, exercices, questions, temps passé.",
  robots: { index: false },
};

async function mine() {
  const owner = await currentOwner(await headers());
  if (owner === null) return { records: noRecords, attestations: {}, name: "" };
  const db = await database();
  const [records, attestations, about] = await Promise.all([
    readRecords(db, owner),
    attestationsOf(db, owner),
    aboutOwner(db, owner),
  ]);
  return { records, attestations, name: about?.name ?? "" };
}

export default async function ProgressionPage() {
  const found = await unlessUnavailable(mine);
  if ("message" in found)
    return <Unavailable title="Votre progression ne peut pas être lue" text={found.message} />;
  const { records, attestations, name: account } = found.value;
  const standing = standingIn(await loadOutline(), records);
  const { begun, chapters, complete } = standing;
  // the name that was written last is offered for the next
  const name = Object.values(attestations).at(-1)?.name ?? account;
  const form = (scope: string, title: string) => (
    <AttestationForm scope={scope} title={title} given={attestations[scope] ?? null} name={name} />
  );
  const rewards = Object.fromEntries(
    chapters
      .filter((chapter) => chapter.complete)
      .map(({ slug }) => [slug, form(slug, "Attestation de ce chapitre")]),
  );
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Votre progression</h1>
        <p className="mt-4 max-w-[60ch] text-lg text-soft">
          {begun
            ? "Le chemin fait, et celui qui reste."
            : "Votre voyage n’a pas encore commencé : voici la route qui vous attend."}
        </p>
        <div className="mt-8">
          <ResumeCard standing={standing} />
        </div>
        {complete ? (
          <div className="mt-6">{form(courseScope, "Attestation du parcours complet")}</div>
        ) : null}
        {begun ? (
          <section aria-label="En chiffres" className="mt-6">
            <Figures standing={standing} />
          </section>
        ) : null}
        <section aria-labelledby="carte" className="mt-14">
          <h2 id="carte" className="text-3xl">
            La carte du parcours
          </h2>
          <p className="mt-2 mb-8 max-w-[62ch] text-soft">
            {chapters.length}&nbsp;escales. Une leçon est terminée quand vous l’avez marquée comme
            telle et que ses exercices et ses questions sont réussis&nbsp;; une escale, quand toutes
            ses leçons le sont.
          </p>
          <CourseMap standing={standing} rewards={rewards} />
        </section>
        <p className="mt-10 text-soft text-sm">
          <Link href="/vos-donnees" className="underline underline-offset-4 hover:text-ink">
            Vos données
          </Link>
          &nbsp;: les emporter, ou tout effacer.
        </p>
      </div>
    </PageShell>
  );
}
