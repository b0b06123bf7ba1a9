/**
 * Full-text search over the course, the same in the browser and on the server: prefixes and slips of
 * the finger are forgiven, titles weigh more than text, all the words are wanted before some.
 */
import MiniSearch, { type Options, type SearchOptions } from "minisearch";
import { mark, type Piece, termOf, wordsOf } from "./analyse";
import type { SearchDocument, Section } from "./document";
import { excerptOf } from "./excerpt";

export interface Found {
  document: SearchDocument;
  /** address of the part where the words are */
  href: string;
  title: Piece[];
  excerpt: Piece[];
}

export interface Search {
  /** Best first. */
  find(query: string, limit?: number): Found[];
  /** Something that exists and looks like it, when nothing was found. */
  suggest(query: string): string | null;
}

const options: Options<SearchDocument> = {
  fields: ["title", "context", "question", "summary", "headings", "text"],
  tokenize: wordsOf,
  processTerm: (word) => termOf(word),
  extractField(document, name) {
    if (name === "headings") return document.sections.map(({ title }) => title).join("\n");
    if (name === "text") return document.sections.map(({ text }) => text).join("\n");
    if (name === "id") return String(document.id);
    if (name === "title") return document.title;
    if (name === "context") return document.context;
    return name === "question" ? document.question : document.summary;
  },
};

const asking: SearchOptions = {
  boost: { title: 6, headings: 3, question: 2, summary: 2, context: 1.5 },
  prefix: (term) => term.length >= 2,
  // one slip from five letters on, two from ten
  fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
  maxFuzzy: 2,
  weights: { prefix: 0.5, fuzzy: 0.2 },
};

/** @param index as `indexOf` wrote it; made anew without it */
export function openSearch(documents: readonly SearchDocument[], index?: string): Search {
  const engine = index === undefined ? build(documents) : MiniSearch.loadJSON(index, options);
  return {
    find(query, limit = 20) {
      const all = engine.search(query, { ...asking, combineWith: "AND" });
      const results = all.length > 0 ? all : engine.search(query, asking);
      return results.slice(0, limit).flatMap(({ id, terms }) => {
        const document = documents[Number(id)];
        return document ? [foundIn(document, new Set(terms))] : [];
      });
    },
    suggest(query) {
      const near = { ...asking, fields: ["title", "context"], fuzzy: 0.45, maxFuzzy: 4 };
      const [best] = engine.search(query, near);
      return (best && documents[Number(best.id)]?.title) ?? null;
    },
  };
}

export const indexOf = (documents: readonly SearchDocument[]): string =>
  JSON.stringify(build(documents));

function build(documents: readonly SearchDocument[]): MiniSearch<SearchDocument> {
  const engine = new MiniSearch<SearchDocument>(options);
  engine.addAll(documents);
  return engine;
}

function foundIn(document: SearchDocument, terms: ReadonlySet<string>): Found {
  const isFound = (term: string) => terms.has(term);
  const count = ({ title, text }: Section) =>
    new Set(mark(`${title} ${text}`, isFound).flatMap((one) => (one.found ? termOf(one.text) : [])))
      .size;
  let best: { section: Section; words: number } | undefined;
  for (const section of document.sections) {
    const words = count(section);
    if (words > (best?.words ?? 0)) best = { section, words };
  }
  const anchor = document.kind === "term" ? undefined : best?.section.anchor;
  return {
    document,
    href: anchor ? `${document.href}#${anchor}` : document.href,
    title: mark(document.title, isFound),
    excerpt: excerptOf(best?.section.text || document.summary || firstText(document), isFound),
  };
}

const firstText = ({ sections }: SearchDocument) => sections[0]?.text ?? "";
