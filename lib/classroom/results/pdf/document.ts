/** Reports on paper: one learner's, or a class's with a page that finds each. */
import { PDFDocument } from "pdf-lib";
import { longDate } from "@/lib/content/dates";
import { embedFaces } from "@/lib/pdf/faces";
import { Paper } from "@/lib/pdf/paper";
import type { LearnerReport } from "../report";
import { indexPages, writeIndex } from "./index-pages";
import { type About, writeReport } from "./learner";

async function start(title: string, { className, now }: About) {
  const document = await PDFDocument.create();
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setAuthor("Escale");
  document.setSubject(`Classe ${className}, le ${longDate(now)}`);
  document.setLanguage("fr");
  document.setCreationDate(now);
  document.setModificationDate(now);
  return { document, paper: new Paper(document, await embedFaces(document)) };
}

export async function learnerPdf(report: LearnerReport, about: About): Promise<Uint8Array> {
  const { document, paper } = await start(`Bilan de ${report.name}`, about);
  writeReport(paper, report, about);
  paper.number(() => `${report.name}, classe ${about.className}`);
  return document.save();
}

/** Each learner begins on a page of their own. Others are served meanwhile: it takes a while. */
export async function classPdf(
  reports: readonly LearnerReport[],
  about: About,
): Promise<Uint8Array> {
  const { document, paper } = await start(`Bilans de la classe ${about.className}`, about);
  // the pages that find the others come first, and are written once those are known
  for (let n = 1; n < indexPages(reports.length); n++) paper.newPage();
  const starts: number[] = [];
  for (const report of reports) {
    await new Promise((resolve) => setImmediate(resolve));
    paper.newPage();
    starts.push(paper.pages);
    writeReport(paper, report, about);
  }
  paper.number((page) => {
    const at = starts.findLastIndex((first) => first <= page);
    const name = reports[at]?.name;
    return name === undefined ? `Classe ${about.className}` : `${name}, classe ${about.className}`;
  });
  writeIndex(paper, reports, { ...about, starts });
  return document.save({ objectsPerTick: 50 });
}
