/** Names made for addresses. */

/** « Le noyau, partagé » → `le-noyau-partage`. */
export function slugify(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** `01-les-conteneurs` → `les-conteneurs`: the number orders the folders, the address omits it. */
export function slugOfFolder(folder: string): string {
  return folder.replace(/^\d+-/, "");
}
