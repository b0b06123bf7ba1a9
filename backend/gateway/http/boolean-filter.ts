/** A filter that says yes or no (`dangling`, `is-task`). */
import { badRequest } from "../errors";

const words: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  1: true,
  false: false,
  False: false,
  0: false,
};

/** Undefined without the filter. Throws DockerError 400, in the engine's words. */
export function booleanFilter(
  name: string,
  values: readonly string[] | undefined,
): boolean | undefined {
  const [first, ...more] = new Set(values);
  if (first === undefined) return undefined;
  const value = Object.hasOwn(words, first) ? words[first] : undefined;
  if (value === undefined || more.length > 0)
    throw badRequest(`invalid filter '${name}=[${(values ?? []).join(" ").slice(0, 80)}]'`);
  return value;
}
