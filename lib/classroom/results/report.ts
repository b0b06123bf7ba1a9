/** One learner's work in a class, assignment by assignment. */
import { isEscaleError } from "@/lib/protocol/errors";
import type { Access } from "../access";
import type { AssignmentRecord } from "../assignments";
import type { Item } from "../items";
import { isDone } from "../standing";
import { type Cell, readResults } from "./results";

export interface ReportPart {
  assignment: AssignmentRecord;
  lines: { item: Item; cell: Cell }[];
  done: number;
}

export interface LearnerReport {
  name: string;
  /** 0 to 1 */
  share: number;
  parts: ReportPart[];
}

/** Null: there is no such place for whoever asks. */
export async function readReport(access: Access, place: string): Promise<LearnerReport | null> {
  try {
    const { columns, rows } = await readResults(access, { place });
    const [row] = rows;
    if (row === undefined) return null;
    const parts = new Map<string, ReportPart>();
    for (const [index, { assignment, item }] of columns.entries()) {
      const cell = row.cells[index];
      if (cell === undefined) continue;
      const part = parts.get(assignment.id) ?? { assignment, lines: [], done: 0 };
      part.lines.push({ item, cell });
      if (isDone(cell.standing)) part.done++;
      parts.set(assignment.id, part);
    }
    return { name: row.name, share: row.share, parts: [...parts.values()] };
  } catch (error) {
    if (isEscaleError(error) && error.code === "not_found") return null;
    throw error;
  }
}
