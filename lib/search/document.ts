/** What is searched, as the browser receives it (checked by hand: zod would be most of the script). */

export interface Section {
  /** of the heading in the page; empty for what comes before the first */
  anchor: string;
  title: string;
  text: string;
}

export interface SearchDocument {
  /** its place in the list */
  id: number;
  kind: "lesson" | "term" | "guide";
  href: string;
  title: string;
  /** the chapter of a lesson, the English name of a term, what a page of the guide belongs to */
  context: string;
  question: string;
  summary: string;
  sections: Section[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

const allStrings = (value: Record<string, unknown>, names: readonly string[]) =>
  names.every((name) => typeof value[name] === "string");

const isSection = (value: unknown): value is Section =>
  isRecord(value) && allStrings(value, ["anchor", "title", "text"]);

function isDocument(value: unknown, index: number): value is SearchDocument {
  return (
    isRecord(value) &&
    value.id === index &&
    (value.kind === "lesson" || value.kind === "term" || value.kind === "guide") &&
    allStrings(value, ["href", "title", "context", "question", "summary"]) &&
    Array.isArray(value.sections) &&
    value.sections.every(isSection)
  );
}

/** Throws TypeError. */
export function readDocuments(value: unknown): SearchDocument[] {
  if (!Array.isArray(value)) throw new TypeError("not a list of documents");
  return value.map((one: unknown, index) => {
    if (!isDocument(one, index)) throw new TypeError(`document ${index} is not one`);
    return one;
  });
}
