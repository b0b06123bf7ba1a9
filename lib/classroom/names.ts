/** Whether two names are the same person's, as somebody would write them twice. */

/** « Élodie  DUPONT-MARTIN » → `dupont elodie martin`: case, accents, order and hyphens forgiven. */
export const foldName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
