/**
 * A table as French Excel opens it at a double click: semicolons, CRLF, a byte order mark. A text
 * that a spreadsheet would take for a formula is given an apostrophe first (OWASP, CSV Injection).
 */
import Papa from "papaparse";
import type { Sheet, SheetValue } from "./sheet";

export function csvOf({ headings, lines }: Sheet): string {
  const rows = [headings, ...lines.map((line) => line.map(cellOf))];
  const text = Papa.unparse(rows, { delimiter: ";", newline: "\r\n", escapeFormulae: true });
  return `\ufeff${text}\r\n`;
}

function cellOf(cell: SheetValue): string | number {
  if (cell.type === "empty") return "";
  if (cell.type !== "when") return cell.value;
  const [date = "", time = ""] = cell.value.split("T");
  return `${date.split("-").reverse().join("/")} ${time}`;
}
