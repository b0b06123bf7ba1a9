/** One learner's report on paper. */
import { longDate } from "@/lib/content/dates";
import { duration } from "@/lib/content/navigation";
import { isOver } from "@/lib/exercises/state";
import type { Colour } from "@/lib/pdf/colours";
import type { Ink, Paper } from "@/lib/pdf/paper";
import type { Standing } from "@/lib/protocol/classroom";
import { inWords } from "../../time";
import type { StepLine } from "../details";
import { type LearnerReport, type ReportLine, type ReportPart, totalsOf } from "../report";
import { lessonWords, stepStatusWords, stepWords, wordsOf } from "../words";

/** What is on every report of a class. */
export interface About {
  className: string;
  trainers: readonly string[];
  /** of the class */
  zone: string;
  now: Date;
}

const title: Ink = { face: "title", size: 26, colour: "ink" };
const heading: Ink = { face: "title", size: 14, colour: "ink" };
const running: Ink = { face: "text", size: 10, colour: "ink" };
const aside: Ink = { face: "text", size: 9, colour: "soft" };

const colourOf: Record<Standing, Colour> = {
  ...{ todo: "soft", begun: "soft", done: "sea", late: "brass", missing: "coral" },
};

/** From where the paper stands, which is the top of a page. */
export function writeReport(paper: Paper, report: LearnerReport, about: About): void {
  const { className, trainers, now } = about;
  paper.mark();
  paper.text(report.name, title);
  paper.gap(2);
  paper.text(`Bilan dans la classe ${className}`, { ...running, size: 12 });
  paper.text(`Avec ${trainers.join(", ")}. Établi le ${longDate(now)}.`, aside);
  paper.gap(10);
  summary(paper, report);
  if (report.remark !== "") {
    paper.gap(4);
    paper.need(44);
    paper.text("Remarque", { ...running, face: "bold", size: 11 });
    paper.gap(1);
    paper.text(report.remark, running);
    paper.gap(6);
  }
  if (report.parts.length === 0) paper.text("Aucun devoir n’est ouvert encore.", running);
  for (const part of report.parts) assignment(paper, part, about);
}

function summary(paper: Paper, report: LearnerReport): void {
  const { of, done, late, missing, minutes, attempts, hints, solutions, quizzes } =
    totalsOf(report);
  paper.boxes([
    { value: `${Math.round(100 * report.share)}\u00a0%`, label: "avancement" },
    { value: `${done} sur ${of}`, label: "faits" },
    { value: `${late}`, label: "en retard" },
    { value: `${missing}`, label: missing > 1 ? "non rendus" : "non rendu" },
    { value: duration(minutes), label: "aux exercices" },
  ]);
  paper.boxes([
    { value: `${attempts}`, label: attempts > 1 ? "essais" : "essai" },
    { value: `${hints}`, label: hints > 1 ? "indices lus" : "indice lu" },
    { value: `${solutions}`, label: solutions > 1 ? "solutions vues" : "solution vue" },
    { value: `${quizzes.right} sur ${quizzes.of}`, label: "questions réussies" },
  ]);
}

function assignment(paper: Paper, part: ReportPart, about: About): void {
  const { assignment: given, lines, done } = part;
  paper.gap(10);
  // a heading is never the last thing on its page
  paper.need(90);
  const count = `${done} sur ${lines.length}`;
  const room = paper.widthOf(count, running) + 16;
  const height = paper.text(given.title, { ...heading, right: room });
  paper.beside(count, { ...running, colour: "soft" }, height);
  paper.text(
    given.dueAt === null ? "Sans échéance" : `Pour ${inWords(given.dueAt, about.zone, about.now)}`,
    aside,
  );
  paper.gap(4);
  paper.line();
  for (const line of lines) item(paper, line, about);
}

function item(paper: Paper, { item: of, cell, detail }: ReportLine, about: About): void {
  const state = wordsOf(cell);
  const ink: Ink = { ...aside, colour: colourOf[cell.standing] };
  const right = Math.min(paper.widthOf(state, ink), 240) + 16;
  const name = `${of.title.replaceAll("`", "")}, ${of.kind === "lesson" ? "leçon" : "exercice"}`;
  paper.gap(4);
  paper.need(paper.heightOf(name, { ...running, right }) + 14);
  const height = paper.text(name, { ...running, right });
  paper.beside(state, ink, height);
  const more = [
    ...(cell.doneAt === null ? [] : [`Fait ${inWords(cell.doneAt, about.zone, about.now)}`]),
    ...(of.kind === "lesson" ? [lessonWords(detail)].filter((said) => said !== "") : []),
    ...(detail.outdated ? ["dans une version antérieure de l’exercice"] : []),
  ].join(", ");
  if (more !== "") paper.text(more, aside);
  // of what was never begun the steps say nothing
  if (detail.steps.length > 0) for (const step of detail.steps) stepLine(paper, step);
  paper.gap(3);
  paper.line();
}

function stepLine(paper: Paper, step: StepLine): void {
  const said = [stepStatusWords[step.status], stepWords(step)]
    .filter((part, index) => part !== "" && !(index === 0 && step.status === "skipped"))
    .join(", ");
  const ink: Ink = { ...aside, size: 8.5 };
  const right = paper.widthOf(said, ink) + 16;
  paper.need(paper.heightOf(step.title, { ...ink, indent: 22, right }));
  const passed = isOver(step.status);
  paper.dot(passed ? "sea" : "soft", passed, 12, ink.size);
  const height = paper.text(step.title.replaceAll("`", ""), { ...ink, indent: 22, right });
  paper.beside(said, ink, height);
}
