import Link from "next/link";
import type { AssignmentRecord } from "@/lib/classroom/assignments";
import { inWords } from "@/lib/classroom/time";

/** The assignments of a class, for its trainers. */
export function AssignmentLines({
  classId,
  zone,
  list,
  frozen,
}: {
  classId: string;
  zone: string;
  list: AssignmentRecord[];
  /** the class is over */
  frozen: boolean;
}) {
  if (list.length === 0)
    return (
      <p className="text-soft">
        Rien n’est donné encore. Choisissez des leçons et des exercices du parcours, et une
        échéance.
      </p>
    );
  return (
    <ul className="border-line border-y">
      {list.map((one) => (
        <li key={one.id} className="border-line border-b py-3 last:border-b-0">
          <p className="font-semibold text-lg leading-snug">
            {frozen ? (
              one.title
            ) : (
              <Link
                href={`/classes/${classId}/devoirs/${one.id}`}
                className="hover:text-sea hover:underline"
              >
                {one.title}
              </Link>
            )}
          </p>
          <p className="text-soft text-sm">{factsOf(one, zone).join(" · ")}</p>
        </li>
      ))}
    </ul>
  );
}

function factsOf(one: AssignmentRecord, zone: string): string[] {
  const { items, opensAt, dueAt, ordered, hintsAllowed, solutionsAllowed, weight } = one;
  return [
    items.length === 1 ? "1 élément" : `${items.length} éléments`,
    ...(opensAt !== null && opensAt > new Date() ? [`ouvre ${inWords(opensAt, zone)}`] : []),
    dueAt === null ? "sans échéance" : `pour ${inWords(dueAt, zone)}`,
    ...(ordered ? ["ordre imposé"] : []),
    ...(hintsAllowed ? [] : ["sans indices"]),
    ...(solutionsAllowed ? [] : ["sans solutions"]),
    ...(weight === 1 ? [] : [`poids ${weight}`]),
  ];
}
