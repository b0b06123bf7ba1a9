/**
 * Links in the terminal's text. What a program writes cannot be trusted: only http and https are
 * ever opened, always in a tab that knows nothing of ours, and never without the learner having
 * seen the real target (a link written with OSC 8 may show another text than where it leads).
 */
export interface LinkTarget {
  /** the whole address, as it would be opened */
  readonly href: string;
  readonly host: string;
  /** the address names the learner's own computer, not their workspace */
  readonly local: boolean;
}

const longest = 2048;

/** The target of a link, or null when it is not to be opened. */
export function linkTarget(text: string): LinkTarget | null {
  if (text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  // a name before the host only ever serves to deceive here: https://escale.fr@example.org
  if (url.username !== "" || url.password !== "") return null;
  const local = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1?\]|0\.0\.0\.0)$/.test(url.hostname);
  return { href: url.href, host: url.host, local };
}

/** Opens a link that the learner has agreed to. */
export function openLink(target: LinkTarget): void {
  window.open(target.href, "_blank", "noopener,noreferrer");
}
