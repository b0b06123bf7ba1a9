/**
 * Changes to a list in a YAML text. The list's own lines alone are written anew; whatever a list
 * that is written otherwise would come to is compared with the same change of the parsed document,
 * which is written whole when the two differ.
 */
import { type Document, isMap, isScalar, isSeq, parseDocument, stringify, visit } from "yaml";
import { assignKeys } from "./assign";
import { type Blocks, bare, blocksOf, dashed } from "./blocks";
import { isSame } from "./same";

export type Path = readonly (string | number)[];
type Values = Readonly<Record<string, unknown>>;

const written = { lineWidth: 0 } as const;

/** Throws what `yaml` throws for a text that it cannot read. */
export function readDocument(text: string): Document {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  const [error] = document.errors;
  if (error) throw error;
  return document;
}

export const insertItem = (text: string, path: Path, index: number, value: unknown): string =>
  edited(
    text,
    path,
    (document) => {
      const list = document.getIn(path, true);
      if (isSeq(list)) return void list.items.splice(index, 0, document.createNode(value));
      const made = document.createNode([value]);
      // of a key without a value: what was said beside it
      if (isScalar(list) && list.comment) made.commentBefore = list.comment;
      document.setIn(path, made);
    },
    ({ items, column }) => items.toSpliced(index, 0, dashed(yamlOf(value), column)),
  );

export const removeItem = (text: string, path: Path, index: number): string =>
  edited(
    text,
    path,
    (document) => document.deleteIn([...path, index]),
    ({ items }) => (items.length > 1 ? items.toSpliced(index, 1) : null),
  );

export const moveItem = (text: string, path: Path, from: number, to: number): string =>
  edited(
    text,
    path,
    (document) => {
      const list = document.getIn(path, true);
      if (isSeq(list)) list.items.splice(to, 0, ...list.items.splice(from, 1));
    },
    ({ items }) => items.toSpliced(from, 1).toSpliced(to, 0, ...items.slice(from, from + 1)),
  );

/** Sets keys of the map that is this item; `undefined` removes one. `order`: where new ones go. */
export const changeItem = (
  text: string,
  path: Path,
  index: number,
  changes: Values,
  order: readonly string[],
): string =>
  edited(
    text,
    path,
    (document) => {
      const map = document.getIn([...path, index], true);
      if (isMap(map)) assignKeys(document, map, changes, order);
    },
    ({ items, column }) => {
      const { above, body } = bare(items[index] ?? "", column);
      const document = parseDocument(body, { prettyErrors: false, logLevel: "silent" });
      if (document.errors.length > 0 || !isMap(document.contents)) return null;
      if (hasAlias(document)) return null;
      assignKeys(document, document.contents, changes, order);
      return items.toSpliced(index, 1, above + dashed(document.toString(written), column));
    },
  );

/** Another list of texts in its place; those that stay keep how they are written. */
export function setTexts(text: string, path: Path, texts: readonly string[]): string {
  return edited(
    text,
    path,
    (document) => {
      const parent = document.getIn(path.slice(0, -1), true);
      if (isMap(parent)) assignKeys(document, parent, { [String(path.at(-1))]: [...texts] });
    },
    ({ items, column }) => {
      const old = items.map((block) => ({ block, value: textOf(bare(block, column).body) }));
      return texts.map((value) => {
        const at = old.findIndex((one) => one.value === value);
        return at < 0 ? dashed(yamlOf(value), column) : (old.splice(at, 1)[0]?.block ?? "");
      });
    },
  );
}

/** What it stands for is elsewhere in the file. */
function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

const textOf = (body: string): unknown => {
  const document = parseDocument(body, { prettyErrors: false, logLevel: "silent" });
  return document.errors.length > 0 ? undefined : document.toJS();
};

const yamlOf = (value: unknown): string => stringify(value, written);

function edited(
  text: string,
  path: Path,
  change: (document: Document) => void,
  inPlace: (blocks: Blocks) => string[] | null,
): string {
  const document = readDocument(text);
  const blocks = blocksOf(text, document, path);
  change(document);
  const items = blocks && inPlace(blocks);
  if (blocks && items) {
    const spliced = blocks.before + items.join("") + blocks.after;
    if (isSame(jsOf(spliced), document.toJS())) return spliced;
  }
  return document.toString(written);
}

function jsOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  return document.errors.length > 0 ? undefined : document.toJS();
}
