/** Words in the order of a French dictionary. */

const collator = new Intl.Collator("fr", { sensitivity: "base" });

/** « Étiquette » → `E`; what begins with no letter goes under `#`. */
export function initialOf(word: string): string {
  const letter = word.normalize("NFD").charAt(0).toUpperCase();
  return /[A-Z]/.test(letter) ? letter : "#";
}

/** Groups by initial, groups and words sorted. */
export function byInitial<T>(items: readonly T[], word: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of [...items].sort((a, b) => collator.compare(word(a), word(b)))) {
    const initial = initialOf(word(item));
    groups.set(initial, [...(groups.get(initial) ?? []), item]);
  }
  return [...groups].sort(([a], [b]) => collator.compare(a, b));
}

/** For searching: no case, no accents, plain apostrophes. */
export function searchable(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/’/g, "'");
}
