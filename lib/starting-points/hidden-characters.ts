/**
 * Characters that make a text do, or look like, something else than what is read: control characters
 * (a newline in a command would run it), those that turn the direction of writing around
 * (« Trojan Source », CVE-2021-42574), and those that are not drawn at all.
 */

/** `line`: a command or a name. `text`: a file, where new lines, tabs and the joiners of emoji are usual. */
export type Kind = "line" | "text";

const hidden: Record<Kind, RegExp> = {
  line: /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
  text: /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
};

/** The names of the hidden characters, in order: `U+202E`. */
export const hiddenIn = (text: string, kind: Kind): string[] =>
  pieces(text, kind).flatMap((piece) => (piece.hidden ? [piece.text] : []));

export interface Piece {
  /** as it is, or the name of the hidden character that stands there */
  readonly text: string;
  readonly hidden: boolean;
}

/** The text cut up so that each hidden character can be shown by its name. */
export function pieces(text: string, kind: Kind): Piece[] {
  const cut: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden[kind])) {
    if (match.index > from) cut.push({ text: text.slice(from, match.index), hidden: false });
    cut.push({ text: nameOf(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) cut.push({ text: text.slice(from), hidden: false });
  return cut;
}

const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
