/**
 * Text on its way from the clipboard to the shell. A page can put into the clipboard other text
 * than what it shows, so control characters are taken out (ESC[201~ inside a paste would end the
 * bracketed paste and have the rest run), and several lines are asked about wherever the program
 * would run them one by one.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** The text without control characters other than tab and line ends, which become LF. */
export function cleanPaste(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(control, "");
}

/** Whether pasting this text would run something before the learner presses Enter. */
export function runsAtOnce(text: string, bracketedPaste: boolean): boolean {
  return !bracketedPaste && text.includes("\n");
}

/** What the program is sent (DEC private mode 2004 where it asked for it); Enter is CR. */
export function pastedBytes(text: string, bracketedPaste: boolean): string {
  const typed = text.replaceAll("\n", "\r");
  return bracketedPaste ? `\u001b[200~${typed}\u001b[201~` : typed;
}

/**
 * The keys that a command of the lesson is typed with: first what was begun on the line is
 * cleared, as clicking while half a word is typed must not join the two (Ctrl+E, Ctrl+U in an
 * editing shell; Ctrl+U alone where the system edits the line), then the command, then Enter.
 */
export function commandKeys(command: string, bracketedPaste: boolean): string {
  const text = cleanPaste(command).replace(/\n+$/, "");
  const body = text.includes("\n") ? pastedBytes(text, bracketedPaste) : text;
  return `${clearKeys(bracketedPaste)}${body}\r`;
}

/** The same without Enter; the command is one line. */
export function writtenKeys(command: string, bracketedPaste: boolean): string {
  return (
    clearKeys(bracketedPaste) +
    cleanPaste(command)
      .replace(/\s*\n\s*/g, " ")
      .trim()
  );
}

const clearKeys = (bracketedPaste: boolean) => (bracketedPaste ? "\u0005\u0015" : "\u0015");
