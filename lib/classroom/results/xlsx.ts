/** Results as a workbook. Every text is a string cell, which no spreadsheet reads as a formula. */
import writeXlsxFile, { type Cell, type Sheet as XlsxSheet } from "write-excel-file/node";
import type { Sheet, SheetValue } from "./sheet";

interface Named {
  name: string;
  sheet: Sheet;
}

export async function xlsxOf(sheets: readonly Named[]): Promise<Buffer> {
  return writeXlsxFile(sheets.map(sheetOf)).toBuffer();
}

function sheetOf({ name, sheet: { headings, lines } }: Named): XlsxSheet<never> {
  return {
    sheet: name,
    data: [
      headings.map((value) => ({ type: String, value, fontWeight: "bold" as const })),
      ...lines.map((line) => line.map(cellOf)),
    ],
    columns: headings.map((heading) => ({ width: Math.max(14, heading.length + 2) })),
    stickyRowsCount: 1,
  };
}

function cellOf(cell: SheetValue): Cell {
  switch (cell.type) {
    case "empty":
      return null;
    case "text":
      return { type: String, value: cell.value };
    case "number":
      return { type: Number, value: cell.value };
    case "when":
      // a workbook's dates have no zone: the wall's own time is kept
      return { type: Date, value: new Date(`${cell.value}:00Z`), format: "dd/mm/yyyy hh:mm" };
  }
}
