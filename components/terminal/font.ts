/** The terminal's face: the site's code face, by the name that next/font gave it. */
export const lineHeight = 1.1;
/** of JetBrains Mono, in em: advance of a character, height of a line */
const advance = 0.6;
const line = 1.32;
/** px around the text, both sides together (session.ts places the element) */
const padding = { across: 12, down: 20 };
const scrollbar = 14;

/** A list of families fit for CSS and canvas alike, where var() means nothing. */
export function fontFamily(): string {
  const face = getComputedStyle(document.documentElement).getPropertyValue("--face-code").trim();
  return face === "" ? "ui-monospace, monospace" : face;
}

/** Calls back if the face was not there yet and has come; returns how to stop waiting. */
export function whenFontLoads(loaded: () => void): () => void {
  const font = `14px ${fontFamily()}`;
  let wanted = true;
  if (!document.fonts.check(font)) {
    document.fonts.load(font).then(
      () => {
        if (wanted) loaded();
      },
      (error: unknown) => console.info("terminal: its face did not load", error),
    );
  }
  return () => {
    wanted = false;
  };
}

/** About how many characters fit into `place`, before there is a terminal to measure. */
export function estimatedSize(place: HTMLElement, fontSize: number) {
  const { width, height } = place.getBoundingClientRect();
  const fit = (room: number, each: number, least: number) =>
    Math.max(least, Math.min(1000, Math.floor(room / each)));
  return {
    cols: fit(width - padding.across - scrollbar, advance * fontSize, 20),
    rows: fit(height - padding.down, line * lineHeight * fontSize, 5),
  };
}

const smallest = 9;
const largest = 18;

/** The size, px, of letters with which so many characters fit into `place`, within what can be read. */
export function sizeThatFits(
  place: HTMLElement,
  { cols, rows }: { cols: number; rows: number },
): number {
  const across = (place.clientWidth - scrollbar) / (cols * advance);
  const down = (place.clientHeight - 2) / (rows * line * lineHeight);
  // by halves: a pixel of the cell's height is worth more than the last tenth
  const fitting = Math.floor(2 * Math.min(across, down)) / 2;
  return Math.min(largest, Math.max(smallest, fitting));
}
