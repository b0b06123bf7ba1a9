import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { LearnerScreen } from "@/components/classroom/watch/learner-screen";
import { WatchHead } from "@/components/classroom/watch/watch-head";
import { Unavailable } from "@/components/site/unavailable";
import { openClass } from "@/lib/classroom/open";
import { mayWatch } from "@/lib/classroom/watch/right";
import { isEscaleError } from "@/lib/protocol/errors";

export const metadata: Metadata = { title: "Écran d’un apprenant", robots: { index: false } };

interface Address {
  params: Promise<{ id: string; place: string }>;
}

/** A learner's terminals, live, for a trainer of their class. */
export default async function LearnerScreenPage({ params }: Address) {
  const { id, place } = await params;
  const open = await openClass(await headers(), id, "terminal.watch");
  if (open === null) notFound();
  const { db, person, record } = open.access;
  let name: string;
  try {
    name = (await mayWatch(db, person, id, place)).name;
  } catch (error) {
    if (!isEscaleError(error) || error.status >= 500) throw error;
    if (error.code === "not_found") notFound();
    return <Unavailable title="Cet écran ne se regarde pas" text={error.message} />;
  }
  return (
    <main id="contenu" tabIndex={-1} className="whole-page flex min-h-80 flex-col outline-none">
      <WatchHead title={`Écran de ${name}`} back={record.name} to={`/classes/${id}`} />
      <div className="min-h-0 flex-1">
        <LearnerScreen classId={id} place={place} name={name} />
      </div>
    </main>
  );
}
