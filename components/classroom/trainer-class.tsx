import { ChartColumn, Plus, Presentation, RadioTower } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import type { Access } from "@/lib/classroom/access";
import { listAssignments } from "@/lib/classroom/assignments";
import { firstDate } from "@/lib/classroom/duplicate";
import { codeLink, placeLink } from "@/lib/classroom/links";
import { listPlaces } from "@/lib/classroom/places";
import { quotaOf } from "@/lib/classroom/quota";
import { localOf } from "@/lib/classroom/time";
import { listTrainers } from "@/lib/classroom/trainers";
import { AssignmentLines } from "./assignment-lines";
import { offerHref } from "./broadcast/offer";
import { Card } from "./card";
import { ClassTools } from "./class-tools";
import { CodeCard } from "./code-card";
import { PlacesCard } from "./places-card";
import { Qr } from "./qr";
import { ResourcesCard } from "./resources-card";
import { TrainersCard } from "./trainers-card";

/** A class as those who give it see it. */
export async function TrainerClass({ access, headers }: { access: Access; headers: Headers }) {
  const { id, name, timeZone, archivedAt, joinCode } = access.record;
  const archived = archivedAt !== null;
  const [places, trainers, assignments] = await Promise.all([
    listPlaces(access),
    listTrainers(access),
    listAssignments(access),
  ]);
  const first = firstDate(assignments);
  const link = joinCode === null ? "" : codeLink(headers, joinCode);
  return (
    <div className="page pt-12 sm:pt-16">
      <h1 className="font-bold text-4xl sm:text-5xl">{name}</h1>
      {archived ? (
        <p className="mt-4 rounded-lg bg-brass-wash px-4 py-3">
          Cette classe est archivée&nbsp;: elle se lit, et ne change plus.
        </p>
      ) : null}
      {archived || !access.may("class.watch-live") ? null : (
        <Link href={`/classes/${id}/direct`} className={buttonClass("primary", "mt-4")}>
          <RadioTower className="size-5" aria-hidden />
          Classe en direct
        </Link>
      )}
      {archived || !access.may("terminal.broadcast") ? null : (
        <Link
          href={offerHref(id)}
          title="Votre terminal s’ouvre dans le bac à sable, puis vous confirmez"
          className={buttonClass("outline", "mt-4 ml-3 max-sm:ml-0")}
        >
          <Presentation className="size-5" aria-hidden />
          Diffuser mon terminal
        </Link>
      )}
      <div className="mt-3">
        <ClassTools
          classId={id}
          name={name}
          timeZone={timeZone}
          archived={archived}
          firstDate={first === null ? null : localOf(first, timeZone).slice(0, 10)}
        />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 gap-6">
          {archived ? null : (
            <CodeCard
              classId={id}
              code={joinCode}
              link={link}
              qr={joinCode === null ? null : <Qr text={link} className="block w-full" />}
            />
          )}
          <Card
            id="devoirs"
            title="Devoirs"
            aside={
              <Link href={`/classes/${id}/resultats`} className={buttonClass("outline")}>
                <ChartColumn className="size-5" aria-hidden />
                Résultats
              </Link>
            }
          >
            <AssignmentLines classId={id} zone={timeZone} list={assignments} frozen={archived} />
            {archived ? null : (
              <Link
                href={`/classes/${id}/devoirs/nouveau`}
                className={buttonClass("primary", "mt-4")}
              >
                <Plus className="size-5" aria-hidden />
                Donner un devoir
              </Link>
            )}
          </Card>
        </div>
        <div className="grid min-w-0 gap-6">
          <PlacesCard
            classId={id}
            places={places.map(({ token, joinedAt: _, ...place }) => ({
              ...place,
              link: token === null ? null : placeLink(headers, token),
            }))}
            frozen={archived}
            watchable={access.may("terminal.watch")}
          />
          <TrainersCard classId={id} trainers={trainers} frozen={archived} />
          <ResourcesCard quota={quotaOf(access.record)} />
        </div>
      </div>
    </div>
  );
}
