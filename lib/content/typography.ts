/**
 * French typography as a safety net below the authors' care: apostrophes, ellipses, and the
 * spaces that must not break (Lexique des règles typographiques de l’Imprimerie nationale:
 * U+202F before ; ! ?, U+00A0 before : and inside « »). Never applied to code.
 */

const noBreak = "\u00a0";
const narrow = "\u202f";
const units = "Kio|Mio|Gio|Tio|ko|Ko|Mo|Go|To|ms|s|min|h|%|€";

export function typography(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L}|$)/gu, "’")
    .replace(/\.\.\./g, "…")
    .replace(/«[ \u00a0\u202f]?/g, `«${noBreak}`)
    .replace(/[ \u00a0\u202f]?»/g, `${noBreak}»`)
    .replace(/[ \n\u00a0]([;!?])/g, `${narrow}$1`)
    .replace(/[ \n\u202f]:/g, `${noBreak}:`)
    .replace(new RegExp(`(?<=\\d) (?=(?:${units})(?![\\p{L}\\d]))`, "gu"), noBreak);
}
