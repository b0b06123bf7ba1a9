/** The mark of the site on paper: three boxes on the water. */
import type { PDFPage } from "pdf-lib";
import { colours } from "./colours";

/** pt */
export const a4 = { width: 595.28, height: 841.89 };

const box =
  "h8 a1.5 1.5 0 0 1 1.5 1.5 v6 a1.5 1.5 0 0 1 -1.5 1.5 h-8 a1.5 1.5 0 0 1 -1.5 -1.5 v-6 a1.5 1.5 0 0 1 1.5 -1.5 Z";

/** Some 31 × 28 pt at a scale of 1, hanging from this point. */
export function drawMark(
  page: PDFPage,
  { x, y, scale }: { x: number; y: number; scale: number },
): void {
  const at = { x, y, scale };
  page.drawSvgPath(`M5.5 12 ${box}`, { ...at, color: colours.box2 });
  page.drawSvgPath(`M18.5 12 ${box}`, { ...at, color: colours.box4 });
  page.drawSvgPath(`M12 2 ${box}`, { ...at, color: colours.box1 });
  page.drawSvgPath("M2 25 c3.5 -2.6 7 -2.6 9.3 0 s5.8 2.6 9.3 0 s7 -2.6 9.4 0", {
    ...{ ...at, borderColor: colours.ink, borderWidth: 2.6 },
  });
}
