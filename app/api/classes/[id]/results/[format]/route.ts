/** The results of a class as a file: `csv` or `xlsx`; `?assignment=` of one assignment alone. */
import { requireUser } from "@/lib/auth/current-user";
import { enter, noClass } from "@/lib/classroom/access";
import { csvOf } from "@/lib/classroom/results/csv";
import { countFile, noteExport } from "@/lib/classroom/results/exports";
import { readResults } from "@/lib/classroom/results/results";
import { detailSheet, summarySheet } from "@/lib/classroom/results/sheet";
import { xlsxOf } from "@/lib/classroom/results/xlsx";
import { database } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { answer } from "@/lib/http/respond";

interface Address {
  params: Promise<{ id: string; format: string }>;
}

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const { id, format } = await params;
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, id, "class.export-results");
    const assignment = new URL(request.url).searchParams.get("assignment") ?? undefined;
    const results = await readResults(access, { assignment });
    const { name, timeZone } = access.record;
    if (format !== "csv" && format !== "xlsx") throw noClass();
    countFile(access);
    await noteExport(access, format === "csv" ? "CSV" : "Excel");
    const detail = detailSheet(results, timeZone);
    if (format === "csv")
      return fileResponse(csvOf(detail), "text/csv; charset=utf-8", `Résultats ${name}.csv`);
    const book = await xlsxOf([
      { name: "Synthèse", sheet: summarySheet(results) },
      { name: "Détail", sheet: detail },
    ]);
    return fileResponse(new Uint8Array(book), workbook, `Résultats ${name}.xlsx`);
  });
