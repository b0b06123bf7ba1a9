import { Users } from "lucide-react";
import Link from "next/link";
import type { ClassLine } from "@/lib/classroom/classes";

/** Classes, one a line, or a sentence where there is none. */
export function ClassLines({
  title,
  classes,
  empty,
}: {
  title: string;
  classes: ClassLine[];
  empty: string;
}) {
  return (
    <section className="mt-12">
      <h2 className="text-2xl">{title}</h2>
      {classes.length === 0 ? (
        <p className="mt-3 text-soft">{empty}</p>
      ) : (
        <ul className="mt-4 border-line border-t">
          {classes.map(({ id, name, archived, learners, teaches }) => (
            <li key={id} className="border-line border-b">
              <Link
                href={`/classes/${id}`}
                className="group -mx-3 flex flex-wrap items-baseline justify-between gap-x-4 rounded-lg px-3 py-4 hover:bg-sunken"
              >
                <span className="min-w-0 font-display font-semibold text-xl leading-snug group-hover:text-sea">
                  {name}
                </span>
                <span className="flex gap-4 text-soft text-sm">
                  {archived ? <span>archivée</span> : null}
                  {teaches ? (
                    <span className="flex items-center gap-1.5 tabular-nums">
                      <Users className="size-4" aria-hidden />
                      {learners === 0
                        ? "personne encore"
                        : learners === 1
                          ? "1 apprenant"
                          : `${learners} apprenants`}
                    </span>
                  ) : null}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
