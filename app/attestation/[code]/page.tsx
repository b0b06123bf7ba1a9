import { BadgeCheck } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { PageShell } from "@/components/site/page-shell";
import { Unavailable } from "@/components/site/unavailable";
import { confirmAttestation } from "@/lib/attestations/confirm";
import {
  caveat,
  chapterWords,
  helpWords,
  subjectOf,
  timeWords,
  wholeWords,
} from "@/lib/attestations/words";
import { longDate } from "@/lib/content/dates";
import { unlessUnavailable } from "@/lib/http/respond";
import { printedCode } from "@/lib/protocol/attestation";

export const metadata: Metadata = {
  title: "Vérifier une attestation",
  robots: { index: false, follow: false },
};

/** Confirms an attestation to whoever has its code, and says no more than the paper does. */
export default async function AttestationPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const from = await headers();
  const found = await unlessUnavailable(() => confirmAttestation(from, code));
  if ("message" in found)
    return <Unavailable title="La vérification n’est pas possible" text={found.message} />;
  if (found.value === null) notFound();
  const { name, issuedAt, content, code: confirmed } = found.value;
  return (
    <PageShell>
      <div className="page max-w-[46rem]! pt-12 sm:pt-16">
        <p className="flex items-center gap-2 font-semibold text-lg text-sea">
          <BadgeCheck className="size-7" aria-hidden />
          Attestation authentique
        </p>
        <h1 className="mt-4 text-pretty font-bold text-4xl sm:text-5xl">{name}</h1>
        <p className="mt-3 text-xl">
          a terminé {subjectOf(content)} de «&nbsp;Escale&nbsp;: apprendre les conteneurs en
          pratiquant&nbsp;».
        </p>
        <ul className="mt-8 grid gap-2">
          {[...wholeWords(content), timeWords(content)].map((fact) => (
            <li key={fact} className="flex gap-3">
              <span aria-hidden className="font-bold text-sea">
                ·
              </span>
              {fact}
            </li>
          ))}
        </ul>
        <h2 className="mt-10 text-2xl">
          {content.kind === "course" ? "Chapitre par chapitre" : "Les exercices"}
        </h2>
        <dl className="mt-3 border-line border-t">
          {content.kind === "course"
            ? content.chapters.map((chapter) => (
                <Row
                  key={chapter.number}
                  left={`${chapter.number}. ${chapter.title}`}
                  right={chapterWords(chapter)}
                />
              ))
            : content.chapters.flatMap(({ exercises }) =>
                exercises.map((exercise) => (
                  <Row
                    key={exercise.title}
                    left={exercise.title.replaceAll("`", "")}
                    right={helpWords(exercise)}
                  />
                )),
              )}
        </dl>
        <p className="mt-8">
          Délivrée le {longDate(issuedAt)}, sous le code{" "}
          <span className="whitespace-nowrap font-mono text-[0.9em]">{printedCode(confirmed)}</span>
          .
        </p>
        <p className="mt-2 text-soft text-sm">{caveat}</p>
      </div>
    </PageShell>
  );
}

function Row({ left, right }: { left: string; right: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 border-line border-b py-2.5">
      <dt>{left}</dt>
      <dd className="text-soft">{right}</dd>
    </div>
  );
}
