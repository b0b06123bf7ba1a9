/** Which revisions of which files these are: the same text for the same. */
export const revisionsOf = (files: readonly { path: string; revision: number | null }[]): string =>
  files
    .filter(({ revision }) => revision !== null)
    .map(({ path, revision }) => `${path} ${revision}`)
    .sort()
    .join("\n");
