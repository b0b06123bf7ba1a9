import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AssignmentForm, type AssignmentValues } from "@/components/classroom/assignment-form";
import { BackToClass } from "@/components/classroom/back-to-class";
import { PageShell } from "@/components/site/page-shell";
import { type AssignmentRecord, listAssignments } from "@/lib/classroom/assignments";
import { openClass } from "@/lib/classroom/open";
import { pickFrom } from "@/lib/classroom/picker";
import { localOf, placeName } from "@/lib/classroom/time";

export const metadata: Metadata = { title: "Devoir", robots: { index: false } };

const blank: AssignmentValues = {
  ...{ title: "", instructions: "", opensAt: "", dueAt: "", weight: 1, items: [] },
  ...{ ordered: false, hintsAllowed: true, solutionsAllowed: true },
};

/** An assignment to write: a new one at `nouveau`. */
export default async function AssignmentPage({
  params,
}: {
  params: Promise<{ id: string; assignment: string }>;
}) {
  const { id, assignment } = await params;
  const open = await openClass(await headers(), id, "assignment.manage");
  if (open === null || open.access.record.archivedAt !== null) notFound();
  const { name, timeZone } = open.access.record;
  const known = (await listAssignments(open.access)).find((one) => one.id === assignment);
  if (known === undefined && assignment !== "nouveau") notFound();
  return (
    <PageShell>
      <div className="page pt-10 sm:pt-12">
        <BackToClass id={id} name={name} />
        <h1 className="mt-2 font-bold text-4xl sm:text-5xl">
          {known === undefined ? "Nouveau devoir" : "Modifier le devoir"}
        </h1>
        <AssignmentForm
          classId={id}
          id={known?.id ?? null}
          values={known === undefined ? blank : valuesOf(known, timeZone)}
          chapters={await pickFrom(open.access, known?.id ?? null)}
          zone={placeName(timeZone)}
        />
      </div>
    </PageShell>
  );
}

function valuesOf(record: AssignmentRecord, zone: string): AssignmentValues {
  const { title, instructions, ordered, hintsAllowed, solutionsAllowed, weight } = record;
  const local = (date: Date | null) => (date === null ? "" : localOf(date, zone));
  return {
    ...{ title, instructions, ordered, hintsAllowed, solutionsAllowed, weight },
    ...{ opensAt: local(record.opensAt), dueAt: local(record.dueAt), items: record.items },
  };
}
