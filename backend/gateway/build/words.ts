/** Words of an instruction, as the classic builder splits and unquotes them. */
import type { EscapeToken } from "./lines";

/** Go's unicode.IsSpace. */
const space = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** moby, parser/line_parsers.go parseWords: quotes and escapes stay in the word. */
export function splitWords(text: string, escapeToken: EscapeToken): string[] {
  const words: string[] = [];
  const letters = [...text];
  let word = "";
  let started = false;
  let quote = "";
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    if (quote === "" && space.test(letter)) {
      if (started) words.push(word);
      word = "";
      started = false;
      continue;
    }
    started = true;
    word += letter;
    if (letter === escapeToken && quote !== "'") {
      at += 1;
      word += letters[at] ?? "";
    } else if (quote !== "") {
      if (letter === quote) quote = "";
    } else if (letter === "'" || letter === '"') quote = letter;
  }
  if (started) words.push(word);
  return words;
}

/** ADD and COPY: a JSON list, or words between blanks, without quotes. */
export function splitList(text: string): string[] {
  if (text.startsWith("[")) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
    } catch {
      // as the builder does: what is no JSON is words
    }
  }
  return text.split(/[\t\v\f\r ]+/).filter((word) => word !== "");
}
