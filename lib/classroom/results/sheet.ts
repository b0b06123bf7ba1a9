/** Results as lines of a table, one for each learner and item: what a spreadsheet sorts and sums. */
import type { Standing } from "@/lib/protocol/classroom";
import { isDone } from "../standing";
import { localOf } from "../time";
import type { Results } from "./results";

/** `when`: a date and time on the class's clock, `2026-11-30T18:00`. */
export type SheetValue =
  | { type: "text"; value: string }
  | { type: "number"; value: number }
  | { type: "when"; value: string }
  | { type: "empty" };

export interface Sheet {
  headings: string[];
  lines: SheetValue[][];
}

export const standingWords: Record<Standing, string> = {
  todo: "à faire",
  begun: "commencé",
  done: "fait",
  late: "fait en retard",
  missing: "non rendu",
};

export const text = (value: string): SheetValue => ({ type: "text", value });
export const number = (value: number): SheetValue => ({ type: "number", value });
const empty: SheetValue = { type: "empty" };

/** One line for each learner and item. */
export function detailSheet({ columns, rows }: Results, zone: string): Sheet {
  const when = (date: Date | null): SheetValue =>
    date === null ? empty : { type: "when", value: localOf(date, zone) };
  return {
    headings: [
      ...["Nom", "Adresse électronique", "Devoir", "Échéance", "Type", "Titre", "État"],
      ...["Fait le", "Temps (min)", "Essais", "Indices", "Solutions"],
    ],
    lines: rows.flatMap(({ name, email, cells }) =>
      columns.map(({ assignment, item }, index) => {
        const cell = cells[index];
        const lesson = item.kind === "lesson";
        const ofExercise = (value: number | null | undefined) =>
          lesson || value === null || value === undefined ? empty : number(value);
        return [
          ...[text(name), email === null ? empty : text(email), text(assignment.title)],
          ...[when(assignment.dueAt), text(lesson ? "leçon" : "exercice"), text(item.title)],
          ...[text(standingWords[cell?.standing ?? "todo"]), when(cell?.doneAt ?? null)],
          ...[ofExercise(cell?.minutes), ofExercise(cell?.attempts)],
          ...[ofExercise(cell?.hints), ofExercise(cell?.solutions)],
        ];
      }),
    ),
  };
}

/** One line for each learner. */
export function summarySheet({ rows }: Results): Sheet {
  return {
    headings: [
      ...["Nom", "Adresse électronique", "Avancement (%)", "Faits", "En retard", "Non rendus"],
      ...["Temps (min)", "Essais", "Indices", "Solutions"],
    ],
    lines: rows.map(({ name, email, share, cells }) => {
      const count = (...wanted: Standing[]) =>
        cells.filter(({ standing }) => wanted.includes(standing)).length;
      const sum = (of: "minutes" | "attempts" | "hints" | "solutions") =>
        cells.reduce((total, cell) => total + (cell[of] ?? 0), 0);
      return [
        ...[text(name), email === null ? empty : text(email), number(Math.round(100 * share))],
        ...[number(cells.filter(({ standing }) => isDone(standing)).length)],
        ...[number(count("late")), number(count("missing")), number(sum("minutes"))],
        ...[number(sum("attempts")), number(sum("hints")), number(sum("solutions"))],
      ];
    }),
  };
}
