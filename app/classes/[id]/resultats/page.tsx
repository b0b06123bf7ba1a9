import { Download } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BackToClass } from "@/components/classroom/back-to-class";
import { ResultsFilter } from "@/components/classroom/results-filter";
import { ResultsLegend, ResultsTable } from "@/components/classroom/results-table";
import { Stumbles } from "@/components/classroom/stumbles";
import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";
import { listAssignments } from "@/lib/classroom/assignments";
import { openClass } from "@/lib/classroom/open";
import { filterRows, readResults, rowFilters } from "@/lib/classroom/results/results";
import { readStumbles } from "@/lib/classroom/results/stumbles";

export const metadata: Metadata = { title: "Résultats", robots: { index: false } };

interface Address {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Learners by items, and where the class stumbles. `?devoir=` and `?apprenants=` filter. */
export default async function ResultsPage({ params, searchParams }: Address) {
  const { id } = await params;
  const { devoir, apprenants } = await searchParams;
  const open = await openClass(await headers(), id, "class.export-results");
  if (open === null) notFound();
  const { access } = open;
  const assignments = await listAssignments(access);
  const assignment = assignments.find((one) => one.id === devoir)?.id;
  const filter = rowFilters.find((one) => one === apprenants) ?? "tous";
  const results = await readResults(access, { assignment });
  const rows = filterRows(results.rows, filter);
  const query = assignment === undefined ? "" : `?assignment=${assignment}`;
  return (
    <PageShell>
      <div className="page max-w-[100rem]! pt-10 sm:pt-12">
        <BackToClass id={id} name={access.record.name} />
        <div className="mt-2 flex flex-wrap items-end justify-between gap-4">
          <h1 className="font-bold text-4xl sm:text-5xl">Résultats</h1>
          <p className="no-print flex flex-wrap gap-3">
            {["csv", "xlsx"].map((format) => (
              <a
                key={format}
                href={`/api/classes/${id}/results/${format}${query}`}
                download
                className={buttonClass("outline")}
              >
                <Download className="size-4" aria-hidden />
                {format === "csv" ? "CSV" : "Excel"}
              </a>
            ))}
            {results.rows.length === 0 ? null : (
              <a href={`/api/classes/${id}/reports`} download className={buttonClass("outline")}>
                <Download className="size-4" aria-hidden />
                Bilans (PDF)
              </a>
            )}
          </p>
        </div>
        {results.columns.length === 0 || results.rows.length === 0 ? (
          <p className="mt-8 max-w-[60ch] text-lg text-soft">
            {results.rows.length === 0
              ? "Personne n’est encore dans la classe."
              : "Aucun devoir n’est ouvert encore."}{" "}
            <Link href={`/classes/${id}`} className="text-sea underline underline-offset-4">
              Revenir à la classe
            </Link>
          </p>
        ) : (
          <>
            <ResultsFilter assignments={assignments} assignment={assignment} filter={filter} />
            {rows.length === 0 ? (
              <p className="mt-6 text-soft">Personne ne répond à ce filtre.</p>
            ) : (
              <ResultsTable classId={id} results={{ columns: results.columns, rows }} />
            )}
            <ResultsLegend />
            <section aria-labelledby="buter" className="mt-14">
              <h2 id="buter" className="text-3xl">
                Là où la classe bute
              </h2>
              <p className="mt-2 max-w-[62ch] text-soft">
                Pour chaque étape, la part de ceux qui y butent encore après un essai (rouge) ou qui
                sont passés par la solution (jaune), parmi ceux qui y sont venus.
              </p>
              <Stumbles list={await readStumbles(access, results)} />
            </section>
          </>
        )}
      </div>
    </PageShell>
  );
}
