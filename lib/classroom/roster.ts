/**
 * A list of learners as a spreadsheet writes it, one person a line: `name;email`, a name alone, or
 * `surname;first name;email`; in any order under headings. French Excel separates by semicolons
 * and begins with a byte order mark; commas and tabs are read too.
 */
import Papa from "papaparse";
import { emailSchema } from "@/lib/protocol/account";
import { displayNameSchema } from "@/lib/protocol/classroom";
import { foldName } from "./names";

export interface Listed {
  readonly name: string;
  readonly email: string | null;
}

export interface Problem {
  /** from 1, as the spreadsheet numbers its rows */
  readonly line: number;
  /** the line, cut short */
  readonly text: string;
  /** French */
  readonly message: string;
}

export interface Roster {
  readonly people: readonly Listed[];
  readonly problems: readonly Problem[];
}

export const maxPeople = 300;

/** Each line is a person or a problem; nothing is passed over but blank lines and headings. */
export function readRoster(text: string): Roster {
  const rows = rowsOf(text);
  const columns = headingsOf(rows[0]?.cells ?? []);
  const people: Listed[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of columns === null ? rows : rows.slice(1)) {
    const refuse = (message: string) =>
      problems.push({ line, text: cells.join(" ; ").slice(0, 80), message });
    const read = readPerson(cells, columns ?? usual(cells.length));
    if (typeof read === "string") {
      refuse(read);
      continue;
    }
    const key = personKey(read);
    const before = lines.get(key);
    if (before !== undefined) refuse(`Cette personne figure déjà à la ligne ${before}.`);
    else if (people.length >= maxPeople)
      refuse(`Une liste compte ${maxPeople} personnes au plus\u00a0: importez la suite à part.`);
    else {
      lines.set(key, line);
      people.push(read);
    }
  }
  return { people, problems };
}

/** The same person, in a list or in a class. */
export const personKey = ({ name, email }: Listed): string => `${foldName(name)} ${email ?? ""}`;

interface Row {
  line: number;
  cells: string[];
}

/** A row never spans lines here, so that a lone quotation mark costs its own line alone. */
function rowsOf(text: string): Row[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const delimiter = separatorOf(lines.find((line) => line.trim() !== "") ?? "");
  return lines.flatMap((source, index) => {
    const [cells = []] = Papa.parse<string[]>(source, { delimiter }).data;
    const filled = cells.map((cell) => cell.trim());
    while (filled.at(-1) === "") filled.pop();
    return filled.length === 0 ? [] : [{ line: index + 1, cells: filled }];
  });
}

/** The one that the line has most of; a semicolon where it has none. */
function separatorOf(line: string): string {
  const count = (character: string) => line.split(character).length;
  return [";", "\t", ","].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Where each part of a person stands; several for a name in parts, in the order it is said. */
interface Columns {
  name: readonly number[];
  email: number | null;
}

const usual = (width: number): Columns | null =>
  width <= 2 ? { name: [0], email: 1 } : width === 3 ? { name: [1, 0], email: 2 } : null;

/** Null: the line is no line of headings. */
function headingsOf(cells: readonly string[]): Columns | null {
  const folded = cells.map(foldName);
  const find = (pattern: RegExp) => folded.findIndex((cell) => pattern.test(cell));
  const first = find(/^prenoms?$|^first name$/);
  const last = find(/^(noms?|name|complet nom|eleves?|apprenants?|participants?|etudiants?)$/);
  const email = find(/^(e mail|email|mail|courriel|adresse|adresse e mail|adresse electronique)$/);
  const name = [first, last].filter((at) => at >= 0);
  return name.length === 0 ? null : { name, email: email < 0 ? null : email };
}

/** A person, or what is wrong, French. */
function readPerson(cells: readonly string[], columns: Columns | null): Listed | string {
  if (columns === null)
    return "Trois colonnes au plus sont attendues\u00a0: nom, prénom, adresse électronique.";
  const said = columns.name.map((at) => cells[at] ?? "").join(" ");
  const name = displayNameSchema.safeParse(said);
  if (!name.success) return said.trim() === "" ? "Le nom manque." : "Ce nom dépasse 60 caractères.";
  const address = columns.email === null ? "" : (cells[columns.email] ?? "");
  if (address === "") return { name: name.data, email: null };
  const email = emailSchema.safeParse(address);
  return email.success
    ? { name: name.data, email: email.data }
    : "Cette adresse électronique n’en est pas une.";
}
