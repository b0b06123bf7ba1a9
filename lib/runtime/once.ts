/**
 * One value per process. Next's bundles and the custom server each have their own copy of every
 * module, and development reloads them: what must exist once (the database, the rate counters)
 * is kept on globalThis instead. Each module adds its own value to `EscaleShared`.
 */
declare global {
  interface EscaleShared {
    /** keeps the interface from being empty; never set */
    readonly none?: never;
  }
  var escaleShared: EscaleShared | undefined;
}

type Name = Exclude<keyof EscaleShared, "none">;

function values(): EscaleShared {
  globalThis.escaleShared ??= {};
  return globalThis.escaleShared;
}

/** The value made by the first call under this name. Throws what `make` throws, and keeps nothing. */
export function once<K extends Name>(
  name: K,
  make: () => NonNullable<EscaleShared[K]>,
): NonNullable<EscaleShared[K]> {
  const shared = values();
  const found = shared[name];
  if (found !== undefined && found !== null) return found;
  const made = make();
  shared[name] = made;
  return made;
}

/** What `once` has made under this name, if it has. */
export const made = <K extends Name>(name: K): EscaleShared[K] | undefined => values()[name];

/** Forgets it, so that the next `once` makes it anew. */
export function forget(name: Name): void {
  delete values()[name];
}
