/** Follows a path through a document. */

const segment = /\[([^\]]+)\]|([^.[\]]+)/g;

/**
 * Every value at the path (`*` goes to each element), nothing that is absent or null. Own keys
 * only: a document is a learner's, and `constructor` is no field of it.
 */
export function reach(document: unknown, path: string): unknown[] {
  let places: unknown[] = [document];
  for (const [, bracketed, plain] of path.matchAll(segment)) {
    const name = bracketed ?? plain ?? "";
    places = places.flatMap((place) => step(place, name, bracketed === undefined));
  }
  return places.filter((place) => place !== null && place !== undefined);
}

function step(place: unknown, name: string, wild: boolean): unknown[] {
  if (typeof place !== "object" || place === null) return [];
  if (wild && name === "*") return Object.values(place);
  if (Array.isArray(place) && !/^\d+$/.test(name)) return [];
  return Object.hasOwn(place, name) ? [Reflect.get(place, name)] : [];
}
