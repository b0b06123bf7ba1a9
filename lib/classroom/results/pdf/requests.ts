/** Reports asked for by a browser. */
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";
import { type Access, noClass } from "../../access";
import { listTrainers } from "../../trainers";
import { readReports } from "../report";
import { classPdf, learnerPdf } from "./document";
import type { About } from "./learner";

declare global {
  interface EscaleShared {
    reportFiles?: RateLimit;
  }
}

/** For one person: a page of a report is some 10 ms of this process, and a class has hundreds. */
const files = () => once("reportFiles", () => rateLimit(10, 5_000));

function count({ person }: Access): void {
  if (files().take(person.id)) return;
  throw new EscaleError(
    "too_many_requests",
    "Beaucoup de bilans viennent d’être demandés. Patientez une minute, puis réessayez.",
  );
}

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
  count(access);
  const bytes = new Uint8Array(await learnerPdf(report, await about(access)));
  return { name: `Bilan ${report.name}.pdf`, bytes };
}

/** Of every place. Throws EscaleError not_found, too_many_requests. */
export async function classFile(access: Access): Promise<PdfFile> {
  const reports = await readReports(access);
  count(access);
  const bytes = new Uint8Array(await classPdf(reports, await about(access)));
  return { name: `Bilans ${access.record.name}.pdf`, bytes };
}
