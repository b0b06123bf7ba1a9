import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { BackToClass } from "@/components/classroom/back-to-class";
import { RemarkForm } from "@/components/classroom/remark-form";
import { Report } from "@/components/classroom/report";
import { PageShell } from "@/components/site/page-shell";
import { openClass } from "@/lib/classroom/open";
import { readReport } from "@/lib/classroom/results/report";

export const metadata: Metadata = { title: "Bilan", robots: { index: false } };

interface Address {
  params: Promise<{ id: string; place: string }>;
}

/** One learner's work in the class: for its trainers, and for themselves. */
export default async function ReportPage({ params }: Address) {
  const { id, place } = await params;
  const open = await openClass(await headers(), id, "class.read");
  const report = open === null ? null : await readReport(open.access, place);
  if (open === null || report === null) notFound();
  const { name, timeZone, archivedAt } = open.access.record;
  const writes = archivedAt === null && open.access.may("class.manage");
  return (
    <PageShell>
      <div className="page max-w-[60rem]! pt-10 sm:pt-12">
        <BackToClass id={id} name={name} />
        <Report
          report={report}
          zone={timeZone}
          file={`/api/classes/${id}/reports/${place}`}
          remark={writes ? <RemarkForm classId={id} place={place} text={report.remark} /> : null}
        />
      </div>
    </PageShell>
  );
}
