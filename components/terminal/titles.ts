/**
 * Titles that programs give their terminal (OSC 0 and 2). They come from whatever runs in the
 * terminal, so they are shown as short plain text that cannot reorder or hide what is around it.
 */
export const maxTitle = 40;

/** Control characters, and those that turn or hide text (Trojan Source, CVE-2021-42574). */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffd]|[\ufe00-\ufe0f]/g;

/** The title as it may be shown; empty when nothing of it is left. */
export function safeTitle(raw: string): string {
  // no more of it than could matter is looked at
  const text = raw.slice(0, 500).replace(unsafe, " ").replace(/\s+/g, " ").trim();
  const characters = [...text.normalize("NFC")];
  return characters.length <= maxTitle
    ? characters.join("")
    : `${characters
        .slice(0, maxTitle - 1)
        .join("")
        .trimEnd()}…`;
}
