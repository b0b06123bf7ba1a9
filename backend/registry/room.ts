/** What a workspace has published once one more image is there, within its limits. */
import type { Entry } from "./documents";
import type { Layout } from "./layout";
import { RegistryError, type RegistryLimits } from "./types";

/** Each is looked into at every push. */
const maxEntries = 100;

/**
 * The image that had the tag keeps its digest alone, as on any registry; such images are let go,
 * the oldest first, when there is no room. Throws `RegistryError` when there is none all the same.
 */
export async function makeRoom(
  layout: Layout,
  before: readonly Entry[],
  entry: Entry,
  limits: RegistryLimits,
): Promise<Entry[]> {
  const same = (other: Entry) => other.repository === entry.repository;
  const entries = before
    .map((other) => (same(other) && other.tag === entry.tag ? untagged(other) : other))
    .filter((other) => !(same(other) && other.digest === entry.digest && !isTagged(other)))
    .concat(entry);
  const repositories = new Set(entries.map(({ repository }) => repository));
  while (
    entries.length > maxEntries ||
    repositories.size > limits.repositories ||
    (await bytesOf(layout, entries)) > limits.bytes
  ) {
    const oldest = entries.findIndex((other) => !isTagged(other));
    if (oldest < 0)
      throw new RegistryError(
        repositories.size > limits.repositories ? "too_many_repositories" : "full",
      );
    entries.splice(oldest, 1);
  }
  return entries;
}

const isTagged = ({ tag }: Entry) => tag !== undefined;
const untagged = (entry: Entry): Entry => ({ ...entry, tag: undefined });

const bytesOf = async (layout: Layout, entries: readonly Entry[]): Promise<number> =>
  [...(await layout.needed(entries)).values()].reduce((sum, size) => sum + size, 0);
