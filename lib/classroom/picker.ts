/** The course as a trainer picks from it: chapters, each with its lessons and their exercises. */
import { loadCourse } from "@/lib/content/cached-course";
import { typography } from "@/lib/content/typography";
import { type Item, loadItems } from "./items";

export interface PickedFrom {
  slug: string;
  title: string;
  items: Item[];
}

export async function pickFrom(): Promise<PickedFrom[]> {
  const [{ chapters }, items] = await Promise.all([loadCourse(), loadItems()]);
  const all = [...items.values()];
  return chapters.map(({ slug, title }) => ({
    slug,
    title: typography(title),
    items: all.filter(({ target }) => target.startsWith(`${slug}/`)),
  }));
}
