/** An attestation on paper: one page A4, in the colours and faces of the site. */
import { PDFDocument, type PDFPage } from "pdf-lib";
import { longDate } from "@/lib/content/dates";
import { type Colour, colours } from "@/lib/pdf/colours";
import { embedFaces, type Face, type Faces } from "@/lib/pdf/faces";
import { a4, drawMark } from "@/lib/pdf/mark";
import { wrapped } from "@/lib/pdf/wrapped";
import { printedCode } from "@/lib/protocol/attestation";
import type { Attestation } from "../store";
import { caveat, chapterWords, helpWords, subjectOf, timeWords, wholeWords } from "../words";

const { width, height } = a4;
const margin = 62;
const inner = width - 2 * margin;

/** @param address of the page that confirms it, shown as text and as a link */
export async function attestationPdf(
  attestation: Attestation,
  address: string,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(`Attestation : ${subjectOf(attestation.content)}`, {
    showInWindowTitleBar: true,
  });
  document.setAuthor("Escale");
  document.setSubject(`${attestation.name}, ${printedCode(attestation.code)}`);
  document.setLanguage("fr");
  document.setCreationDate(attestation.issuedAt);
  const page = document.addPage([width, height]);
  const sheet = new Sheet(page, await embedFaces(document));
  ground(page);
  sheet.y = height - 150;
  sheet.line("Attestation", "title", 42, "ink", 34);
  sheet.line("Escale atteste que", "text", 13, "soft", 46);
  sheet.fitted(attestation.name, "title", 32, "sea", 32);
  sheet.text(
    `a terminé ${subjectOf(attestation.content)} de «\u00a0Escale\u00a0: apprendre les conteneurs en pratiquant\u00a0».`,
    "text",
    14,
    "ink",
    20,
  );
  sheet.rule();
  for (const fact of [...wholeWords(attestation.content), timeWords(attestation.content)])
    sheet.bullet(fact);
  sheet.y -= 8;
  details(sheet, attestation);
  foot(sheet, attestation, address);
  return document.save();
}

/** The paper, the mark, and the water that it floats upon. */
function ground(page: PDFPage): void {
  page.drawRectangle({ x: 0, y: 0, width, height, color: colours.paper });
  page.drawSvgPath("M0 26 C70 0 140 0 210 22 S350 46 420 22 S560 0 620 24 V80 H0 Z", {
    ...{ x: 0, y: 66, color: colours.water },
  });
  page.drawSvgPath("M0 30 C90 8 170 10 250 30 S420 50 500 28 S580 16 620 28 V60 H0 Z", {
    ...{ x: 0, y: 42, color: colours.sea },
  });
  drawMark(page, { x: margin, y: height - 56, scale: 1.35 });
}

/** A chapter's exercises, or the course's chapters. */
function details(sheet: Sheet, { content }: Attestation): void {
  const { kind, chapters } = content;
  const rows: [string, string][] =
    kind === "course"
      ? chapters.map((chapter) => [`${chapter.number}. ${chapter.title}`, chapterWords(chapter)])
      : chapters.flatMap(({ exercises }) =>
          exercises.map((each): [string, string] => [each.title, helpWords(each)]),
        );
  if (rows.length === 0) return;
  sheet.line(kind === "course" ? "Chapitre par chapitre" : "Les exercices", "bold", 11, "ink", 18);
  // fifteen chapters have to end above the foot
  const size = rows.length > 10 ? 8.5 : 10;
  for (const [left, right] of rows) sheet.row(left.replaceAll("`", ""), right, size);
}

function foot(sheet: Sheet, { code, issuedAt }: Attestation, address: string): void {
  sheet.y = 176;
  sheet.rule();
  sheet.line(`Délivrée le ${longDate(issuedAt)}.`, "bold", 11, "ink", 17);
  sheet.line(`Code de vérification\u00a0: ${printedCode(code)}`, "text", 11, "ink", 17);
  sheet.fitted(`À vérifier sur ${address}`, "text", 9.5, "soft", 14);
  sheet.line(caveat, "text", 8.5, "soft", 12);
}

/** Writes down the page, from the top. */
class Sheet {
  y = height - margin;
  readonly #page: PDFPage;
  readonly #faces: Faces;

  constructor(page: PDFPage, faces: Faces) {
    this.#page = page;
    this.#faces = faces;
  }

  #draw(text: string, face: Face, size: number, colour: Colour, x = margin): void {
    face.draw(this.#page, text, { x, y: this.y, size, color: colours[colour] });
  }

  /** One line, then down by `next`. */
  line(text: string, face: keyof Faces, size: number, colour: Colour, next: number): void {
    this.#draw(text, this.#faces[face], size, colour);
    this.y -= next;
  }

  /** One line, smaller if it would not fit. */
  fitted(text: string, face: keyof Faces, size: number, colour: Colour, next: number): void {
    const needed = this.#faces[face].widthOf(text, size);
    this.line(text, face, needed > inner ? (size * inner) / needed : size, colour, next);
  }

  /** As many lines as it takes. */
  text(
    text: string,
    face: keyof Faces,
    size: number,
    colour: Colour,
    next: number,
    indent = 0,
  ): void {
    const { [face]: used } = this.#faces;
    for (const line of wrapped(text, (part) => used.widthOf(part, size), inner - indent)) {
      this.#draw(line, used, size, colour, margin + indent);
      this.y -= next;
    }
  }

  bullet(text: string): void {
    this.#page.drawCircle({ x: margin + 3, y: this.y + 4, size: 2.2, color: colours.sea });
    this.text(text, "text", 12, "ink", 19, 16);
  }

  row(left: string, right: string, size: number): void {
    const { text } = this.#faces;
    this.#draw(left, text, size, "ink");
    const x = width - margin - text.widthOf(right, size);
    this.#draw(right, text, size, "soft", x);
    this.#page.drawLine({
      start: { x: margin, y: this.y - 4.5 },
      end: { x: width - margin, y: this.y - 4.5 },
      ...{ thickness: 0.5, color: colours.line },
    });
    this.y -= size * 1.7;
  }

  rule(): void {
    this.y -= 6;
    this.#page.drawRectangle({
      ...{ x: margin, y: this.y, width: 44, height: 2.5, color: colours.sea },
    });
    this.y -= 26;
  }
}
