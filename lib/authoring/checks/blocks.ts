/**
 * A list of a YAML text as the lines that each of its items takes, so that one can be changed and all
 * other lines stay as they are to the letter. Only lists written with one dash to a line; of others
 * nothing is said.
 */
import { type Document, isCollection, isNode, isPair, isSeq } from "yaml";

export interface Blocks {
  /** the text up to the first item, and from the end of the last */
  before: string;
  after: string;
  /** each item with the comments above it; each ends its line */
  items: string[];
  /** column of the dashes */
  column: number;
}

/** null: there is no such list, or it is not written that way. */
export function blocksOf(
  text: string,
  document: Document,
  path: readonly (string | number)[],
): Blocks | null {
  const list = document.getIn(path, true);
  if (!isSeq(list) || list.flow || list.items.length === 0) return null;
  const lines = text.split("\n");
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const lineOf = (at: number) => starts.findLastIndex((start) => start <= at);
  const places: { first: number; last: number }[] = [];
  let column: number | null = null;
  for (const item of list.items) {
    if (!isNode(item) || !item.range) return null;
    const first = lineOf(item.range[0]);
    const dash = /^( *)- +$/.exec(text.slice(starts[first], item.range[0]));
    if (dash?.[1] === undefined || (column !== null && column !== dash[1].length)) return null;
    column = dash[1].length;
    const end = lastEnd(item);
    const written = text.slice(item.range[0], end).trimEnd().length;
    places.push({ first, last: lineOf(item.range[0] + Math.max(0, written - 1)) });
  }
  const [head] = places;
  if (head === undefined || column === null) return null;
  const begin = firstOf(head.first, lines);
  let from = begin;
  const items: string[] = [];
  for (const { last } of places) {
    items.push(`${lines.slice(from, last + 1).join("\n")}\n`);
    from = last + 1;
  }
  const end = starts[from] ?? text.length;
  return {
    before: lines
      .slice(0, begin)
      .map((line) => `${line}\n`)
      .join(""),
    ...{ after: text.slice(end), items, column },
  };
}

/** With the comments above it. */
function firstOf(line: number, lines: readonly string[]): number {
  let from = line;
  while (from > 0 && /^\s*#/.test(lines[from - 1] ?? "")) from--;
  return from;
}

/** Where the last thing that a node says ends; comments below it are not its own. */
function lastEnd(node: unknown): number {
  if (isPair(node)) return Math.max(lastEnd(node.key), lastEnd(node.value));
  if (isCollection(node) && !node.flow && node.items.length > 0) return lastEnd(node.items.at(-1));
  return isNode(node) && node.range ? node.range[1] : 0;
}

/** The item without its dash and its indentation, with the lines of comment above it apart. */
export function bare(block: string, column: number): { above: string; body: string } {
  const lines = block.split("\n");
  const dash = lines.findIndex((line) => /^ *- /.test(line));
  const width = /^ *- +/.exec(lines[dash] ?? "")?.[0].length ?? column + 2;
  const own = lines.slice(Math.max(0, dash));
  return {
    above: lines
      .slice(0, Math.max(0, dash))
      .map((line) => `${line}\n`)
      .join(""),
    body: own
      .map((line, index) =>
        index === 0 ? line.slice(width) : line.replace(new RegExp(`^ {0,${width}}`), ""),
      )
      .join("\n"),
  };
}

/** An item as it stands in the list. */
export const dashed = (body: string, column: number): string =>
  body
    .replace(/\n+$/, "")
    .split("\n")
    .map((line, index) =>
      index === 0 ? `${" ".repeat(column)}- ${line}` : line && `${" ".repeat(column + 2)}${line}`,
    )
    .join("\n")
    .concat("\n");
