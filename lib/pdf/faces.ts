/**
 * The site's faces as a PDF can hold them: `woff` files of the same families, of which only the
 * glyphs that are drawn are embedded. (Those of the pages, `woff2` and variable, cannot be cut to
 * the glyphs by the library.) A family comes in files by script, so a text is drawn piece by piece,
 * each with the first file that has its characters.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fontkit from "@pdf-lib/fontkit";
import type { PDFDocument, PDFFont, PDFPage, PDFPageDrawTextOptions } from "pdf-lib";

const running = (weight: 400 | 700) =>
  ["latin", "latin-ext"].map(
    (script) =>
      `atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${script}-${weight}-normal.woff`,
  );
/** The family of running text has none of its own for these names. */
const vietnamese = "bricolage-grotesque/files/bricolage-grotesque-vietnamese-700-normal.woff";

const scripts = {
  title: ["latin", "latin-ext", "vietnamese"].map(
    (script) => `bricolage-grotesque/files/bricolage-grotesque-${script}-700-normal.woff`,
  ),
  bold: [...running(700), vietnamese],
  text: [...running(400), vietnamese],
};

export interface Face {
  /** pt */
  widthOf(text: string, size: number): number;
  draw(page: PDFPage, text: string, options: PDFPageDrawTextOptions & Placed): void;
}

interface Placed {
  x: number;
  y: number;
  size: number;
}

export type Faces = Record<keyof typeof scripts, Face>;

const read = (file: string) =>
  readFile(join(/* turbopackIgnore: true */ process.cwd(), "node_modules/@fontsource", file));

/** Whether the face that names are set in has each of these characters. */
export async function canBeWritten(name: string): Promise<boolean> {
  const fonts = await Promise.all(
    scripts.title.map(async (file) => fontkit.create(await read(file))),
  );
  return [...name].every((char) =>
    fonts.some((font) => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)),
  );
}

export async function embedFaces(document: PDFDocument): Promise<Faces> {
  document.registerFontkit(fontkit);
  const [title, bold, text] = await Promise.all([
    embed(document, scripts.title),
    embed(document, scripts.bold),
    embed(document, scripts.text),
  ]);
  return { title, bold, text };
}

interface Part {
  font: PDFFont;
  has: ReadonlySet<number>;
}

async function embed(document: PDFDocument, files: readonly string[]): Promise<Face> {
  const parts: Part[] = await Promise.all(
    files.map(async (file) => {
      const font = await document.embedFont(await read(file), { subset: true });
      return { font, has: new Set(font.getCharacterSet()) };
    }),
  );
  // words come again and again in a long document, and each is laid out glyph by glyph
  const widths = new Map<string, number>();
  const unitWidth = (said: string): number => {
    const known = widths.get(said);
    if (known !== undefined) return known;
    const width = piecesOf(said, parts).reduce(
      (sum, { font, text }) => sum + font.widthOfTextAtSize(text, 1),
      0,
    );
    widths.set(said, width);
    return width;
  };
  return {
    widthOf: (said, size) => size * unitWidth(said),
    draw(page, said, options) {
      let { x } = options;
      for (const { font, text } of piecesOf(said, parts)) {
        page.drawText(text, { ...options, x, font });
        x += font.widthOfTextAtSize(text, options.size);
      }
    },
  };
}

/** The faces have no narrow no-break space (U+202F): the ordinary one stands for it. */
function piecesOf(said: string, parts: readonly Part[]): { font: PDFFont; text: string }[] {
  const pieces: { font: PDFFont; text: string }[] = [];
  for (const char of said.replaceAll("\u202f", "\u00a0")) {
    const code = char.codePointAt(0) ?? 0;
    const part = parts.find(({ has }) => has.has(code)) ?? parts[0];
    if (!part) continue;
    const last = pieces.at(-1);
    if (last?.font === part.font) last.text += char;
    else pieces.push({ font: part.font, text: char });
  }
  return pieces;
}
