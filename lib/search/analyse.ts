/**
 * Words of French as the search compares them: without accents, case, ligatures and plural marks,
 * and without the words that say nothing of the subject. The same for what is searched and for what
 * is typed, so that neither has to be right about them.
 */
import { searchable } from "../content/alphabet";

const stopWords = new Set(
  (
    "a afin ai ainsi alors apres as au aussi autre autres aux avant avec avez avoir c car ce ceci cela " +
    "celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de deja depuis des donc " +
    "dont du elle elles en encore entre est et etait ete etre eu eux fait faut il ils j je l la le les " +
    "leur leurs lors lui m ma mais me meme memes mes moi mon n ne ni nos notre nous on ont ou par " +
    "parce pas peu peut plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa " +
    "sans se sera ses si son sont sous sur t ta tandis te tel telle tes toi ton tous tout toute toutes " +
    "tres tu un une vers voici vos votre vous y"
  ).split(" "),
);

/** « L’Hôte, cœur » → « l'hote, coeur » */
export function fold(text: string): string {
  return searchable(text).replace(/œ/g, "oe").replace(/æ/g, "ae");
}

/** A folded word without its plural: « reseaux » → « reseau », « journaux » → « journal ». */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith("eaux")) return word.slice(0, -1);
  if (word.endsWith("aux")) return `${word.slice(0, -2)}l`;
  return /[^s][sx]$/.test(word) ? word.slice(0, -1) : word;
}

/** What a word is compared by; null for one that says nothing of the subject. */
export function termOf(word: string): string | null {
  const folded = fold(word);
  return folded === "" || stopWords.has(folded) ? null : stem(folded);
}

/** Letters and digits, combining marks too: `docker-compose` is two words, `overlay2` one. */
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

export const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

export interface Piece {
  text: string;
  found: boolean;
}

/** The text cut at the words of which `isFound` says that they were searched for. */
export function mark(text: string, isFound: (term: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    const term = termOf(word);
    if (term === null || !isFound(term)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), found: false });
    pieces.push({ text: word, found: true });
    from = index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
