/**
 * The drawings of the course, set into the page so that they follow its theme. They are files of
 * the repository, yet checked all the same: nothing that runs and nothing fetched from elsewhere.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const name = /^[a-z0-9-]+$/;

export class FigureError extends Error {
  override readonly name = "FigureError";
}

/** The drawing as markup for the page. Throws `FigureError` when missing or not fit. */
export async function readFigure(content: string, figure: string): Promise<string> {
  if (!name.test(figure)) throw new FigureError(`“${figure}” is not a figure's name`);
  const file = join(content, "figures", `${figure}.svg`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new FigureError(`figure “${figure}”: content/figures/${figure}.svg cannot be read`, {
      cause: error,
    });
  }
  return fitForPage(text, figure);
}

/** The `<svg>` alone, hidden from screen readers (the caption's text speaks), its ids made unique. */
export function fitForPage(text: string, figure: string): string {
  const start = text.indexOf("<svg");
  if (start < 0) throw new FigureError(`figure “${figure}” holds no <svg>`);
  const svg = text.slice(start).trim();
  if (/<script|<foreignObject|\son[a-z]+\s*=|javascript:/i.test(svg)) {
    throw new FigureError(`figure “${figure}” must not hold anything that runs`);
  }
  if (/(?:href\s*=\s*["']|url\(\s*["']?)(?!#)/i.test(svg)) {
    throw new FigureError(`figure “${figure}” must not refer to anything outside itself`);
  }
  if (!/<svg[^>]*\sviewBox=/.test(svg)) throw new FigureError(`figure “${figure}” has no viewBox`);
  return svg
    .replace(/<(title|desc)\b[\s\S]*?<\/\1>\s*/g, "")
    .replace(/\sid="([^"]+)"/g, ` id="${figure}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${figure}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${figure}-$1"`)
    .replace(/\saria-(?:labelledby|describedby|label)="[^"]*"/g, "")
    .replace(/\srole="[^"]*"/g, "")
    .replace(/<svg/, '<svg aria-hidden="true" focusable="false"');
}
