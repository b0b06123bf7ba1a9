/**
 * The command that the shell has just taken, as it stands on the screen: so nothing that was typed
 * without echo, as a password is, can be in it. Bash ends bracketed paste at that moment (readline,
 * `rl_deprep_terminal`), and only there is this read.
 */
import type { Terminal } from "@xterm/xterm";

/** The workstation's prompt (images/workstation/files/bashrc); another shell's lines are not read. */
const prompted = /^apprenant@escale:.*?\$ (.*)$/s;
/** more than a command has on the narrowest screen */
const maxRows = 30;

/** Null: there is none. The learner's leading space stays. */
export function typedLine(terminal: Terminal): string | null {
  const { active: buffer } = terminal.buffer;
  let row = buffer.baseY + buffer.cursorY - (buffer.cursorX === 0 ? 1 : 0);
  let text = "";
  for (let rows = 0; rows < maxRows; rows++, row--) {
    const line = buffer.getLine(row);
    if (line === undefined) return null;
    text = line.translateToString(rows === 0) + text;
    if (!line.isWrapped) break;
  }
  const line = prompted.exec(text)?.[1]?.trimEnd() ?? "";
  return line === "" || line.endsWith("^C") ? null : line;
}

type Listener = (line: string) => void;
const listeners = new Set<Listener>();

/** Told of each command of each terminal of this page. */
export function onTypedLine(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Watches for commands; `now`: whether what is drawn is happening, not the past shown again. */
export function readTypedLines(terminal: Terminal, now: () => boolean): void {
  terminal.parser.registerCsiHandler({ prefix: "?", final: "l" }, (params) => {
    if (listeners.size > 0 && params.includes(2004) && now()) {
      const line = typedLine(terminal);
      if (line !== null) for (const listener of listeners) listener(line);
    }
    // xterm goes on as it would have
    return false;
  });
}
