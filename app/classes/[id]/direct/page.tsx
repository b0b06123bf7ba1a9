import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { BackToClass } from "@/components/classroom/back-to-class";
import { CodeCard } from "@/components/classroom/code-card";
import { Qr } from "@/components/classroom/qr";
import { ClassDirect } from "@/components/live/direct/class-direct";
import { PageShell } from "@/components/site/page-shell";
import { codeLink } from "@/lib/classroom/links";
import { openClass } from "@/lib/classroom/open";

export const metadata: Metadata = { title: "Classe en direct", robots: { index: false } };

/** A class as it works, for its trainers. `?vue=` filters, `?apprenant=` opens one learner's panel. */
export default async function DirectPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const asked = await headers();
  const open = await openClass(asked, id, "class.watch-live");
  if (open === null) notFound();
  const { name, joinCode, archivedAt } = open.access.record;
  if (archivedAt !== null) redirect(`/classes/${id}`);
  const link = joinCode === null ? "" : codeLink(asked, joinCode);
  return (
    <PageShell>
      <div className="page max-w-[120rem]! pt-6 pb-10">
        <BackToClass id={id} name={name} />
        <h1 className="mt-1 font-bold text-3xl sm:text-4xl">Classe en direct</h1>
        <ClassDirect
          classId={id}
          door={
            <CodeCard
              classId={id}
              code={joinCode}
              link={link}
              qr={joinCode === null ? null : <Qr text={link} className="block w-full" />}
            />
          }
        />
      </div>
    </PageShell>
  );
}
