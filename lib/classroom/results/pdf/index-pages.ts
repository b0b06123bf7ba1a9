/** The first pages of a class's reports: who they are of, how far each has come, on which page. */
import { longDate } from "@/lib/content/dates";
import type { Ink, Paper } from "@/lib/pdf/paper";
import { type LearnerReport, totalsOf } from "../report";
import type { About } from "./learner";

/** Under the longest name of a class. */
const perPage = 30;

/** One at least. */
export const indexPages = (learners: number): number => Math.max(1, Math.ceil(learners / perPage));

const entry: Ink = { face: "text", size: 10, colour: "ink" };
const aside: Ink = { face: "text", size: 9, colour: "soft" };

/** @param starts the first page of each report */
export function writeIndex(
  paper: Paper,
  reports: readonly LearnerReport[],
  { className, trainers, now, starts }: About & { starts: readonly number[] },
): void {
  for (const [index, report] of reports.entries()) {
    if (index % perPage === 0) {
      paper.turnTo(index / perPage + 1);
      if (index === 0) {
        paper.mark();
        paper.text(`Bilans de la classe ${className}`, { face: "title", size: 20, colour: "ink" });
        paper.gap(4);
        paper.text(`Avec ${trainers.join(", ")}. Établis le ${longDate(now)}.`, {
          ...{ face: "text", size: 10.5, colour: "soft" },
        });
        paper.gap(12);
      }
    }
    const { done, of, late, missing } = totalsOf(report);
    const facts = [
      `${done} sur ${of}`,
      ...(late > 0 ? [`${late} en retard`] : []),
      ...(missing > 0 ? [`${missing} non rendus`.replace(/^1 non rendus/, "1 non rendu")] : []),
    ].join(", ");
    const right = `${facts}, page ${starts[index]}`;
    const height = paper.text(report.name, { ...entry, right: paper.widthOf(right, aside) + 16 });
    paper.beside(right, aside, height);
    paper.gap(1.5);
    paper.line();
    paper.gap(2.5);
  }
}
