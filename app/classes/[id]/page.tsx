import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { LearnerClass } from "@/components/classroom/learner-class";
import { TrainerClass } from "@/components/classroom/trainer-class";
import { PageShell } from "@/components/site/page-shell";
import { openClass } from "@/lib/classroom/open";

export const metadata: Metadata = { title: "Classe", robots: { index: false } };

/** A class as its trainers run it, or as its learners see it. */
export default async function ClassPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const asked = await headers();
  const open = await openClass(asked, id, "class.read");
  if (open === null) notFound();
  return (
    <PageShell>
      {open.access.may("class.manage") ? (
        <TrainerClass access={open.access} headers={asked} />
      ) : (
        <LearnerClass access={open.access} />
      )}
    </PageShell>
  );
}
