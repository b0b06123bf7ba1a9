/**
 * Copying and pasting by key and by menu. Programs have no say in it: the escape sequence by which
 * they could write the clipboard (OSC 52) is not handled by any addon that is loaded.
 */
import type { Terminal } from "@xterm/xterm";

/** Puts the selection into the clipboard; false when the browser refuses. */
export async function copySelection(terminal: Terminal): Promise<boolean> {
  const text = terminal.getSelection();
  if (text === "") return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // no secure context (plain http): xterm answers the old way's `copy` event itself
    terminal.focus();
    return document.execCommand("copy");
  }
}

/** The clipboard's text for a menu's « Coller »; null when the browser does not give it. */
export async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}
