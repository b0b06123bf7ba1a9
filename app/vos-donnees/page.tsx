import { Download } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { DeleteAccount } from "@/components/account/delete-account";
import { DownloadFiles } from "@/components/account/download-files";
import { WatchLines } from "@/components/account/watch-lines";
import { PageShell } from "@/components/site/page-shell";
import { Unavailable } from "@/components/site/unavailable";
import { buttonClass } from "@/components/ui/button";
import { currentOwner } from "@/lib/auth/session";
import { type WatchLine, watchesOf } from "@/lib/classroom/watch/record";
import { counted } from "@/lib/content/counted";
import { longDate } from "@/lib/content/dates";
import { database } from "@/lib/db/client";
import { unlessUnavailable } from "@/lib/http/respond";
import { type About, aboutOwner } from "@/lib/own-data/about";
import { runtime } from "@/lib/runtime/settings";

export const metadata: Metadata = {
  title: "Vos données",
  description: "Ce qu’Escale garde de vous, comment l’emporter et comment tout effacer.",
  robots: { index: false },
};

const dayMs = 86_400_000;

interface Mine {
  about: About;
  watches: readonly WatchLine[];
}

async function mine(): Promise<Mine | null> {
  const owner = await currentOwner(await headers());
  if (owner === null) return null;
  const db = await database();
  const [about, watches] = await Promise.all([aboutOwner(db, owner), watchesOf(db, owner)]);
  return about === null ? null : { about, watches };
}

export default async function VosDonneesPage() {
  const found = await unlessUnavailable(mine);
  if ("message" in found)
    return <Unavailable title="Vos données ne peuvent pas être lues" text={found.message} />;
  return (
    <PageShell>
      <div className="page max-w-[46rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Vos données</h1>
        <p className="mt-4 max-w-[60ch] text-lg text-soft">
          Elles sont à vous&nbsp;: voyez ce qu’Escale garde, emportez-le, effacez-le.
        </p>
        {found.value === null ? <Nothing /> : <Kept {...found.value} />}
      </div>
    </PageShell>
  );
}

function Nothing() {
  return (
    <section aria-labelledby="rien" className="mt-10 rounded-xl bg-sea-wash p-5 sm:p-7">
      <h2 id="rien" className="text-2xl">
        Escale ne garde rien de vous
      </h2>
      <p className="mt-2 max-w-[60ch]">
        Vous n’avez pas de compte dans ce navigateur&nbsp;: ni progression, ni fichiers. Lire les
        leçons ne laisse pas de trace ici. Un compte d’invité n’est créé que lorsque vous ouvrez le
        terminal ou terminez une leçon.
      </p>
      <p className="mt-5">
        <Link href="/parcours" className={buttonClass("outline")}>
          Voir le parcours
        </Link>
      </p>
    </section>
  );
}

function Kept({ about, watches }: Mine) {
  const { name, email, since, lessons, exercises, quizzes, attestations, sessions } = about;
  const days = Math.round(runtime().settings.ESCALE_KEEP_GUESTS / dayMs);
  const facts = [
    [
      lessons,
      "leçon ouverte",
      "leçons ouvertes",
      ", avec le temps passé et les commandes exécutées",
    ],
    [
      exercises,
      "exercice commencé",
      "exercices commencés",
      ", avec vos réponses, les indices et les solutions demandés",
    ],
    [
      quizzes,
      "question à laquelle vous avez répondu",
      "questions auxquelles vous avez répondu",
      "",
    ],
    [attestations, "attestation", "attestations", ", avec le nom que vous y avez écrit"],
    [sessions, "session ouverte", "sessions ouvertes", ", avec l’adresse IP et le navigateur"],
  ] as const;
  const kept = [
    ...facts
      .filter(([count]) => count > 0)
      .map(([count, one, many, more]) => `${counted(count, one, many)}${more}`),
    "les fichiers de votre dossier personnel, vos images et vos volumes",
  ];
  const forHowLong =
    attestations > 0
      ? "Il vit dans ce navigateur, et reste tant qu’une attestation peut être à confirmer."
      : `Il vit dans ce navigateur, et s’efface de lui-même après ${days}\u00a0jours sans visite.`;
  return (
    <>
      <section aria-labelledby="garde" className="mt-12">
        <h2 id="garde" className="text-3xl">
          Ce qui est gardé
        </h2>
        <p className="mt-3 max-w-[62ch]">
          {email === null
            ? `Un compte d’invité, ouvert le ${longDate(since)}, sans nom ni adresse. ${forHowLong}`
            : `Le compte de ${name} (${email}), ouvert le ${longDate(since)}.`}
        </p>
        <ul className="mt-4 grid gap-1.5">
          {kept.map((fact) => (
            <li key={fact} className="flex gap-3">
              <span aria-hidden className="font-bold text-sea">
                ·
              </span>
              <span>{fact}</span>
            </li>
          ))}
        </ul>
        <p className="mt-4 max-w-[62ch] text-soft">
          Rien de tout cela n’est vendu, ni transmis à qui que ce soit. Le site ne dépose qu’un
          cookie, celui de votre session, et ne mesure pas votre navigation.
        </p>
      </section>
      {watches.length === 0 ? null : (
        <section aria-labelledby="regards" className="mt-12">
          <h2 id="regards" className="text-3xl">
            Qui a regardé votre terminal
          </h2>
          <p className="mt-3 max-w-[62ch] text-soft">
            Vos formateurs peuvent voir votre terminal, jamais à votre insu&nbsp;: il l’affiche
            pendant qu’ils regardent, et c’est noté ici pendant un an.
          </p>
          <WatchLines lines={watches} />
        </section>
      )}
      <section aria-labelledby="emporter" className="mt-12">
        <h2 id="emporter" className="text-3xl">
          Les emporter
        </h2>
        <p className="mt-3 max-w-[62ch] text-soft">
          Le premier fichier contient votre compte et votre progression, en JSON. Le second, votre
          dossier personnel, en archive <code className="font-mono text-[0.9em]">.tar.gz</code>.
        </p>
        <div className="mt-5 flex flex-wrap items-start gap-3">
          <a
            href="/api/account/export"
            download
            className={buttonClass("primary", "w-full sm:w-auto")}
          >
            <Download className="size-5" aria-hidden />
            Télécharger mes données
          </a>
          <DownloadFiles />
        </div>
      </section>
      <section aria-labelledby="effacer" className="mt-12">
        <h2 id="effacer" className="text-3xl">
          Tout effacer
        </h2>
        <p className="mt-3 mb-5 max-w-[62ch] text-soft">
          La suppression emporte le compte et tout ce qui s’y rattache. Téléchargez d’abord ce que
          vous voulez garder.
        </p>
        <DeleteAccount />
      </section>
    </>
  );
}
