/**
 * What no lesson needs and what takes a Markdown parser long: its time grows with the square of what
 * stays open. Looked for before the text is parsed, so that no text keeps the site waiting.
 */

/** open brackets in a text: each may be a link until its end */
const maxBrackets = 400;
const maxPipesInLine = 60;
const maxBytes = 20 * 1024;

/** Null: it can be parsed in a moment. */
export function costlyPlace(text: string): { line: number; message: string } | null {
  if (Buffer.byteLength(text) > maxBytes)
    return { line: 1, message: "Ce texte est trop long\u00a0: 20\u00a0Kio au plus." };
  const lines = text.split("\n");
  let brackets = 0;
  for (const [index, line] of lines.entries()) {
    const at = (message: string) => ({ line: index + 1, message });
    if (/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){10}/.test(line) || /[[{(<*_~]{60}/.test(line))
      return at("Trop d’éléments sont imbriqués les uns dans les autres ici.");
    if (count(line, "|") > maxPipesInLine) return at("Ce tableau a trop de colonnes.");
    brackets += count(line, "[");
    if (brackets > maxBrackets) return at(`Ce texte a plus de ${maxBrackets} crochets ouvrants.`);
  }
  return null;
}

const count = (text: string, piece: string): number => text.split(piece).length - 1;
