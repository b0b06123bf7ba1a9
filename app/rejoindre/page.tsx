import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { CodeField } from "@/components/classroom/code-field";
import { JoinForm } from "@/components/classroom/join-form";
import { WhatTrainersSee } from "@/components/live/what-trainers-see";
import { PageShell } from "@/components/site/page-shell";
import { currentUser } from "@/lib/auth/current-user";
import { type Entrance, readEntrance } from "@/lib/classroom/entrance";

export const metadata: Metadata = {
  title: "Rejoindre une classe",
  robots: { index: false },
};

type Query = Promise<Record<string, string | string[] | undefined>>;

/** `?code=` or `?place=` (a personal link) shows the class before one goes in; neither asks. */
export default async function RejoindrePage({ searchParams }: { searchParams: Query }) {
  const { code, place } = await searchParams;
  const asked = await headers();
  const entrance = await readEntrance(asked, { code, place });
  const user = await currentUser(asked);
  return (
    <PageShell>
      <div className="page max-w-[36rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Rejoindre une classe</h1>
        {entrance.state === "open" ? (
          <>
            <ClassName entrance={entrance} />
            <JoinForm by={entrance.by} name={user === null || user.guest ? "" : user.name} />
            {user === null ? (
              <p className="mt-4 text-soft text-sm">
                Aucun compte n’est demandé&nbsp;: vous pourrez en créer un plus tard et garder votre
                place.
              </p>
            ) : null}
            <WhatTrainersSee />
          </>
        ) : (
          <>
            <p className="mt-4 mb-6 text-lg text-soft">
              {entrance.trouble ?? "Votre formateur vous a donné un code de huit caractères."}
            </p>
            <CodeField code={typeof code === "string" ? code.slice(0, 20) : undefined} />
            <p className="mt-6 text-soft">
              <Link href="/classes" className="underline underline-offset-4 hover:text-ink">
                Voir mes classes
              </Link>
            </p>
          </>
        )}
      </div>
    </PageShell>
  );
}

function ClassName({
  entrance: { door, name },
}: {
  entrance: Extract<Entrance, { state: "open" }>;
}) {
  return (
    <div className="mt-6 rounded-xl border border-line bg-surface p-5">
      <p className="font-display font-semibold text-2xl">{door.className}</p>
      {door.trainers.length > 0 ? (
        <p className="mt-1 text-soft">
          {door.trainers.length === 1 ? "Formateur" : "Formateurs"}&nbsp;:{" "}
          {door.trainers.join(", ")}
        </p>
      ) : null}
      {name === null ? null : (
        <p className="mt-3">
          Cette place est gardée pour <strong>{name}</strong>.
        </p>
      )}
    </div>
  );
}
