/** A document of as many pages as it takes, written from the top down. */
import type { PDFDocument, PDFPage } from "pdf-lib";
import { type Colour, colours } from "./colours";
import type { Face, Faces } from "./faces";
import { a4, drawMark } from "./mark";
import { wrapped } from "./wrapped";

const margin = 50;
/** under it stands the foot alone */
const bottom = 68;
const foot = 36;

export interface Ink {
  face: keyof Faces;
  /** pt */
  size: number;
  colour: Colour;
}

export interface Written extends Ink {
  /** from the left margin, pt */
  indent?: number;
  /** kept free at the right, pt */
  right?: number;
}

/** A line is this much higher than its letters. */
const leading = 1.36;

export class Paper {
  static readonly inner = a4.width - 2 * margin;
  /** of the next line's top, pt from the bottom of the page */
  #y = 0;
  #page: PDFPage;
  readonly #document: PDFDocument;
  readonly #faces: Faces;
  readonly #pages: PDFPage[] = [];

  constructor(document: PDFDocument, faces: Faces) {
    this.#document = document;
    this.#faces = faces;
    this.#page = this.newPage();
  }

  newPage(): PDFPage {
    this.#page = this.#document.addPage([a4.width, a4.height]);
    this.#pages.push(this.#page);
    this.#y = a4.height - margin;
    return this.#page;
  }

  /** Writes on from the top of a page that there is already. @param number from 1 */
  turnTo(number: number): void {
    const page = this.#pages[number - 1];
    if (page === undefined) throw new Error(`there is no page ${number}`);
    this.#page = page;
    this.#y = a4.height - margin;
  }

  /** How many there are: the number of the one that is written on. */
  get pages(): number {
    return this.#pages.length;
  }

  /** Goes on to a new page unless there is so much room left, pt. */
  need(height: number): void {
    if (this.#y - height < bottom) this.newPage();
  }

  gap(height: number): void {
    this.#y -= height;
  }

  mark(): void {
    drawMark(this.#page, { x: margin, y: this.#y + 4, scale: 0.9 });
    this.gap(38);
  }

  /** As many lines as it takes, and pages; the height of one line, pt. */
  text(said: string, { indent = 0, right = 0, ...ink }: Written): number {
    const height = ink.size * leading;
    for (const line of this.#lines(said, { indent, right, ...ink })) {
      this.need(height);
      this.#draw(line, ink, margin + indent);
      this.gap(height);
    }
    return height;
  }

  #lines(said: string, { indent = 0, right = 0, face, size }: Written): string[] {
    const width = Paper.inner - indent - right;
    const widthOf = (part: string) => this.#faces[face].widthOf(part, size);
    return said.split("\n").flatMap((paragraph) => wrapped(paragraph, widthOf, width));
  }

  /** Words at the right of the last line's height, which `text` has left room for. */
  beside(said: string, ink: Ink, above: number): void {
    const face: Face = this.#faces[ink.face];
    const x = a4.width - margin - face.widthOf(said, ink.size);
    this.gap(-above);
    this.#draw(said, ink, x);
    this.gap(above);
  }

  widthOf(said: string, { face, size }: Ink): number {
    return this.#faces[face].widthOf(said, size);
  }

  /** How high a text will be, pt. */
  heightOf(said: string, written: Written): number {
    return this.#lines(said, written).length * written.size * leading;
  }

  line(): void {
    this.#page.drawLine({
      start: { x: margin, y: this.#y },
      end: { x: a4.width - margin, y: this.#y },
      ...{ thickness: 0.6, color: colours.line },
    });
  }

  /** A small sign before the next line's words. @param filled or its outline alone */
  dot(colour: Colour, filled: boolean, indent: number, size: number): void {
    const at = { x: margin + indent, y: this.#y - size * 0.62, size: 2.3 };
    const ink = colours[colour];
    this.#page.drawCircle(
      filled ? { ...at, color: ink } : { ...at, borderColor: ink, borderWidth: 0.8 },
    );
  }

  /** Facts side by side in boxes: a number, and what it counts. */
  boxes(facts: readonly { value: string; label: string }[]): void {
    const between = 8;
    const width = (Paper.inner - between * (facts.length - 1)) / facts.length;
    const height = 50;
    this.need(height + 10);
    for (const [index, { value, label }] of facts.entries()) {
      const x = margin + index * (width + between);
      this.#page.drawRectangle({
        ...{ x, y: this.#y - height, width, height, color: colours.wash },
      });
      const put = (said: string, ink: Ink, y: number) => {
        const wide = this.widthOf(said, ink);
        const size = Math.min(ink.size, (ink.size * (width - 12)) / wide);
        const { [ink.face]: face } = this.#faces;
        face.draw(this.#page, said, { x: x + 8, y, size, color: colours[ink.colour] });
      };
      put(value, { face: "bold", size: 15, colour: "sea" }, this.#y - 21);
      put(label, { face: "text", size: 8.5, colour: "soft" }, this.#y - 38);
    }
    this.gap(height + 10);
  }

  /** Numbers the pages, once all are written, and says on each what it belongs to. */
  number(about: (page: number) => string): void {
    const ink = { size: 8.5, color: colours.soft };
    const { text } = this.#faces;
    for (const [index, page] of this.#pages.entries()) {
      const said = `Page ${index + 1} sur ${this.#pages.length}`;
      const width = text.widthOf(said, ink.size);
      text.draw(page, this.#cut(about(index + 1), ink.size, Paper.inner - width - 24), {
        ...{ x: margin, y: foot, ...ink },
      });
      text.draw(page, said, { x: a4.width - margin - width, y: foot, ...ink });
    }
  }

  #cut(said: string, size: number, width: number): string {
    const { text } = this.#faces;
    if (text.widthOf(said, size) <= width) return said;
    const letters = [...said];
    while (letters.length > 0 && text.widthOf(`${letters.join("")}…`, size) > width) letters.pop();
    return `${letters.join("").trimEnd()}…`;
  }

  #draw(said: string, { face, size, colour }: Ink, x: number): void {
    this.#faces[face].draw(this.#page, said, {
      ...{ x, y: this.#y - size, size, color: colours[colour] },
    });
  }
}
