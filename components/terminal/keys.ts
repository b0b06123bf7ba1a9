/**
 * Which keys the page keeps for itself while the terminal has the keyboard; all others go to the
 * shell, Tab and Escape included.
 *
 * They are those of desktop terminals (GNOME Terminal, Windows Terminal; Terminal.app with Cmd):
 * Ctrl+C always interrupts, so copying is Ctrl+Shift+C.
 *
 * Leaving is Ctrl+Shift+X. A terminal cannot tell Ctrl+Shift+letter from Ctrl+letter, so no
 * program misses it; it needs no function key (laptops, phones' keyboards); and no browser or
 * screen reader takes it before the page, unlike F6, Alt+F6, Shift+Esc or Ctrl+Shift+Esc
 * (WCAG 2.2, 2.1.2 No Keyboard Trap).
 */
export type Shortcut =
  | "copy"
  | "paste"
  | "find"
  | "leave"
  | "larger"
  | "smaller"
  /** not ours, but worth a remark: what a newcomer tries first */
  | "tried-copy"
  | "tried-paste";

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What a key press means; null: it is the shell's. */
export function shortcutOf(pressed: Pressed, mac: boolean): Shortcut | null {
  const { ctrlKey, shiftKey, altKey, metaKey } = pressed;
  if (altKey) return null;
  const key = pressed.key.toLowerCase();
  if (ctrlKey && shiftKey && !metaKey && key === "x") return "leave";
  if (mac && metaKey && !ctrlKey) {
    if (key === "c") return "copy";
    if (key === "v") return "paste";
    if (key === "f") return "find";
    if (key === "+" || key === "=") return "larger";
    if (key === "-") return "smaller";
    return null;
  }
  if (metaKey) return null;
  if (key === "insert") {
    if (shiftKey && !ctrlKey) return "paste";
    if (ctrlKey && !shiftKey) return "copy";
    return null;
  }
  if (!ctrlKey) return null;
  if (key === "+" || (key === "=" && !shiftKey)) return "larger";
  if (key === "-" && !shiftKey) return "smaller";
  if (shiftKey && key === "c") return "copy";
  if (shiftKey && key === "v") return "paste";
  if (shiftKey && key === "f") return "find";
  if (!shiftKey && key === "c") return "tried-copy";
  if (!shiftKey && key === "v") return "tried-paste";
  return null;
}

/** Whether the keyboard is a Mac's, whose Cmd does what Ctrl+Shift does elsewhere. */
export const isMac = (): boolean =>
  typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** How each is written for a French reader, in one place for menus, hints and the dialog. */
export function keyNames(mac: boolean) {
  return mac
    ? { copy: "⌘ C", paste: "⌘ V", find: "⌘ F", leave: "Ctrl ⇧ X", larger: "⌘ +", smaller: "⌘ −" }
    : {
        copy: "Ctrl + Maj + C",
        paste: "Ctrl + Maj + V",
        find: "Ctrl + Maj + F",
        leave: "Ctrl + Maj + X",
        larger: "Ctrl + +",
        smaller: "Ctrl + −",
      };
}
