/** The part of a text that shows the most of what was searched for, with the words marked. */
import { mark, type Piece } from "./analyse";

const length = 170;
const before = 50;

export function excerptOf(text: string, isFound: (term: string) => boolean): Piece[] {
  const starts: number[] = [];
  let at = 0;
  for (const piece of mark(text, isFound)) {
    if (piece.found) starts.push(at);
    at += piece.text.length;
  }
  const within = (from: number) =>
    starts.filter((start) => start >= from && start < from + length - before).length;
  let best = 0;
  let most = 0;
  for (const start of starts) {
    const found = within(start);
    if (found > most) [best, most] = [start, found];
  }
  const from = best <= before ? 0 : wordStart(text, best - before);
  const to = from + length >= text.length ? text.length : wordEnd(text, from + length);
  const shown = `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  return mark(shown, isFound);
}

/** After the next space, so that no word is cut. */
const wordStart = (text: string, at: number) => text.indexOf(" ", at) + 1;

const wordEnd = (text: string, at: number) => {
  const space = text.lastIndexOf(" ", at);
  return space > 0 ? space : at;
};
