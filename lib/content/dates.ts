/** Dates in words. */

const format = new Intl.DateTimeFormat("fr-FR", {
  ...{ day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Paris" },
});

/** « 1er mars 2030 », with the spaces that do not break; the day is Paris’s. */
export const longDate = (date: Date): string =>
  format.format(date).replace(/^1 /, "1er ").replaceAll(" ", "\u00a0");
