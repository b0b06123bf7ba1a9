/** Reports asked for by a browser. */
import { type Access, noClass } from "../../access";
import { listTrainers } from "../../trainers";
import { countFile, noteExport } from "../exports";
import { readReports } from "../report";
import { classPdf, learnerPdf } from "./document";
import type { About } from "./learner";

export interface PdfFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

async function about(access: Access): Promise<About> {
  const trainers = (await listTrainers(access)).map(({ name }) => name);
  const { name: className, timeZone: zone } = access.record;
  return { className, trainers, zone, now: new Date() };
}

/** Throws EscaleError not_found for whoever may not see it, too_many_requests. */
export async function learnerFile(access: Access, place: string): Promise<PdfFile> {
  const [report] = await readReports(access, place);
  if (report === undefined) throw noClass();
  countFile(access);
  // one's own is nobody else's affair
  if (place !== access.place) await noteExport(access, "bilan PDF", report.name);
  const bytes = new Uint8Array(await learnerPdf(report, await about(access)));
  return { name: `Bilan ${report.name}.pdf`, bytes };
}

/** Of every place. Throws EscaleError not_found, too_many_requests. */
export async function classFile(access: Access): Promise<PdfFile> {
  const reports = await readReports(access);
  countFile(access);
  await noteExport(access, "bilans PDF");
  const bytes = new Uint8Array(await classPdf(reports, await about(access)));
  return { name: `Bilans ${access.record.name}.pdf`, bytes };
}
