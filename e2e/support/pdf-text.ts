/** The words of a PDF of ours, as a reader that copies them would have them. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
} from "pdf-lib";

/** Each page's words; throws for what is no PDF. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes);
  return pdf.getPages().map((page) => pageText(pdf, page));
}

function pageText(pdf: PDFDocument, page: PDFPage): string {
  const fonts = new Map<string, Map<string, string>>();
  const resources = page.node.Resources()?.lookupMaybe(PDFName.of("Font"), PDFDict);
  for (const [name, reference] of resources?.entries() ?? []) {
    const font = pdf.context.lookup(reference, PDFDict);
    const words = font.lookup(PDFName.of("ToUnicode"));
    if (words instanceof PDFRawStream) fonts.set(name.asString(), glyphsOf(textOf(words)));
  }
  let glyphs = new Map<string, string>();
  let line = "";
  const text: string[] = [];
  // a font, a place, or glyphs; a line is drawn in pieces, one for each face that it needs
  const parts = /(\/\S+) \S+ Tf|(\S+) Tm|<([0-9A-Fa-f]+)> Tj/g;
  for (const [, font, y, hex] of contentOf(pdf, page).matchAll(parts)) {
    if (font !== undefined) glyphs = fonts.get(font) ?? new Map();
    if (y !== undefined && y !== line) text.push("\n");
    line = y ?? line;
    for (const glyph of hex?.match(/.{4}/g) ?? [])
      text.push(glyphs.get(glyph.toUpperCase()) ?? "?");
  }
  return text.join("");
}

const textOf = (stream: PDFRawStream): string =>
  Buffer.from(decodePDFRawStream(stream).decode()).toString("latin1");

function contentOf(pdf: PDFDocument, page: PDFPage): string {
  const content = page.node.Contents();
  const streams: (PDFObject | undefined)[] =
    content instanceof PDFArray
      ? content.asArray().map((one) => pdf.context.lookup(one))
      : [content];
  return streams.map((stream) => (stream instanceof PDFRawStream ? textOf(stream) : "")).join("\n");
}

/** From glyph to characters, as the font's ToUnicode table says. */
function glyphsOf(table: string): Map<string, string> {
  return new Map(
    [...table.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>/g)].map(
      ([, glyph = "", utf16 = ""]) => [
        glyph.toUpperCase(),
        Buffer.from(utf16, "hex").swap16().toString("utf16le"),
      ],
    ),
  );
}
