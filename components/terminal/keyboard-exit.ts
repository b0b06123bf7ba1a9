/**
 * How the keyboard gets out of the terminal, told to screen readers: the terminal takes Tab and
 * Escape for the shell, so the way out has to be said (WCAG 2.2, 2.1.2). keys.ts says why this key.
 */
import { Terminal } from "@xterm/xterm";
import { isMac, keyNames } from "./keys";

/** Id of the element that holds the sentence; drawn once by the panel. */
export const exitDescriptionId = "escale-terminal-sortie";

export const exitDescription = (): string =>
  `Toutes les touches vont au shell, Tabulation comprise. ${keyNames(isMac()).leave} sort du terminal et revient à ses onglets.`;

/** Names the terminal's field in French, and points it at the sentence above. */
export function describeExit(terminal: Terminal, id: number): void {
  Terminal.strings.tooMuchOutput =
    "Trop de texte pour être annoncé : parcourez les lignes du terminal une à une.";
  terminal.textarea?.setAttribute("aria-label", `Terminal ${id}, saisie`);
  terminal.textarea?.setAttribute("aria-describedby", exitDescriptionId);
}
