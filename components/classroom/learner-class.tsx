import { FileText } from "lucide-react";
import Link from "next/link";
import { SessionMessages } from "@/components/live/session-messages";
import { WhatTrainersSee } from "@/components/live/what-trainers-see";
import { buttonClass } from "@/components/ui/button";
import type { Access } from "@/lib/classroom/access";
import { readOwnWork } from "@/lib/classroom/own-work";
import { listTrainers } from "@/lib/classroom/trainers";
import { AssignmentWork } from "./assignment-work";
import { LeaveClass } from "./leave-class";

/** A class as a learner sees it: what is expected of them, by when, and what is done. */
export async function LearnerClass({ access }: { access: Access }) {
  const { id, name, timeZone, archivedAt } = access.record;
  const [work, trainers] = await Promise.all([readOwnWork(access), listTrainers(access)]);
  return (
    <div className="page max-w-[56rem]! pt-12 sm:pt-16">
      <h1 className="font-bold text-4xl sm:text-5xl">{name}</h1>
      <p className="mt-3 text-lg text-soft">Avec {trainers.map((one) => one.name).join(", ")}</p>
      {access.place === null ? null : (
        <p className="mt-4">
          <Link
            href={`/classes/${id}/resultats/${access.place}`}
            className={buttonClass("outline")}
          >
            <FileText className="size-5" aria-hidden />
            Mon bilan
          </Link>
        </p>
      )}
      {archivedAt === null ? (
        <SessionMessages classId={id} />
      ) : (
        <p className="mt-4 rounded-lg bg-brass-wash px-4 py-3">
          Cette classe est terminée. Ce que vous y avez fait reste dans votre parcours.
        </p>
      )}
      {work.length === 0 ? (
        <p className="mt-10 rounded-xl border border-line bg-surface p-6 text-lg">
          Rien n’est à faire pour l’instant. Vous êtes dans la classe&nbsp;: ce que votre formateur
          donnera apparaîtra ici.
        </p>
      ) : (
        work.map((one) => <AssignmentWork key={one.assignment.id} work={one} zone={timeZone} />)
      )}
      {archivedAt === null ? <WhatTrainersSee /> : null}
      <LeaveClass classId={id} />
    </div>
  );
}
