/** The id of a chapter's fold in the table of contents; the chapter's slug alone is inside of it. */
export const foldId = (slug: string): string => `chapitre-${slug}`;
