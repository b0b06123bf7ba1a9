/**
 * The places in their next order. Held, none changes its own: whoever is gone leaves, and who is new
 * stands at the end.
 */
export function nextOrder(
  before: readonly string[],
  wanted: readonly string[],
  held: boolean,
): readonly string[] {
  if (!held) return wanted;
  const there = new Set(wanted);
  const known = new Set(before);
  return [
    ...before.filter((place) => there.has(place)),
    ...wanted.filter((place) => !known.has(place)),
  ];
}
