/** One learner's work in a class, assignment by assignment; or each learner's. */
import { isEscaleError } from "@/lib/protocol/errors";
import type { Access } from "../access";
import type { AssignmentRecord } from "../assignments";
import type { Item } from "../items";
import { isDone, reachKey } from "../standing";
import { type ItemDetail, noDetail, readDetails } from "./details";
import { type Cell, type Column, type Row, readResults } from "./results";

export interface ReportLine {
  item: Item;
  cell: Cell;
  detail: ItemDetail;
}

export interface ReportPart {
  assignment: AssignmentRecord;
  lines: ReportLine[];
  done: number;
}

export interface LearnerReport {
  place: string;
  name: string;
  /** 0 to 1 */
  share: number;
  /** what the class's trainers wrote to this learner about it; empty: nothing */
  remark: string;
  parts: ReportPart[];
}

/** Null: there is no such place for whoever asks. */
export async function readReport(access: Access, place: string): Promise<LearnerReport | null> {
  try {
    const [report] = await readReports(access, place);
    return report ?? null;
  } catch (error) {
    if (isEscaleError(error) && error.code === "not_found") return null;
    throw error;
  }
}

/**
 * By name, as French sorts it.
 * @param place of this one alone, which may be one's own
 * Throws EscaleError not_found for whoever may not see them.
 */
export async function readReports(access: Access, place?: string): Promise<LearnerReport[]> {
  const { columns, rows } = await readResults(access, { place });
  const users = rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const details = await readDetails(
    access.db,
    users,
    columns.map(({ item }) => item),
  );
  return rows.map((row) => ({
    ...{ place: row.place, name: row.name, share: row.share, remark: row.remark },
    parts: partsOf(row, columns, (item) => details.get(reachKey(row.userId ?? "", item))),
  }));
}

function partsOf(
  row: Row,
  columns: readonly Column[],
  detailOf: (item: Item) => ItemDetail | undefined,
): ReportPart[] {
  const parts = new Map<string, ReportPart>();
  for (const [index, { assignment, item }] of columns.entries()) {
    const cell = row.cells[index];
    if (cell === undefined) continue;
    const part = parts.get(assignment.id) ?? { assignment, lines: [], done: 0 };
    part.lines.push({ item, cell, detail: detailOf(item) ?? noDetail });
    if (isDone(cell.standing)) part.done++;
    parts.set(assignment.id, part);
  }
  return [...parts.values()];
}

export interface Totals {
  /** items */
  of: number;
  done: number;
  late: number;
  missing: number;
  /** at work on exercises */
  minutes: number;
  attempts: number;
  hints: number;
  solutions: number;
  quizzes: { right: number; of: number };
}

/** An item of two assignments counts in each, but its work and its questions once. */
export function totalsOf({ parts }: LearnerReport): Totals {
  const lines = parts.flatMap((part) => part.lines);
  const once = [...new Map(lines.map((line) => [line.item.target, line])).values()];
  const sum = (of: (line: ReportLine) => number) =>
    once.reduce((total, line) => total + of(line), 0);
  const count = (standing: Cell["standing"]) =>
    lines.filter(({ cell }) => cell.standing === standing).length;
  return {
    ...{ of: lines.length, late: count("late"), missing: count("missing") },
    done: lines.filter(({ cell }) => isDone(cell.standing)).length,
    minutes: sum(({ cell }) => cell.minutes ?? 0),
    attempts: sum(({ cell }) => cell.attempts),
    hints: sum(({ cell }) => cell.hints),
    solutions: sum(({ cell }) => cell.solutions),
    quizzes: {
      right: sum(({ detail }) => detail.quizzes.right),
      of: sum(({ detail }) => detail.quizzes.of),
    },
  };
}
