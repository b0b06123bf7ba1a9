/** A text in lines of a width. */

/**
 * Breaks at ordinary spaces; no-break spaces hold. A word that is wider than a whole line is cut
 * where it has to be.
 * @param widthOf of a text, in the unit of `width`
 */
export function wrapped(text: string, widthOf: (part: string) => number, width: number): string[] {
  const space = widthOf(" ");
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ").flatMap((one) => pieces(one, widthOf, width))) {
    const wide = widthOf(word);
    if (line !== "" && used + space + wide > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    used += wide + (line === "" ? 0 : space);
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, widthOf: (part: string) => number, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const char of word) {
    if (part !== "" && widthOf(part + char) > width) {
      parts.push(part);
      part = "";
    }
    part += char;
  }
  return [...parts, part];
}
