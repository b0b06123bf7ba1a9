/**
 * What a trainer picks from: the chapters of the course, each with its lessons and their exercises,
 * and the lessons of their own, each at the last version that is offered.
 */
import { authoredChapter, authoredName } from "@/lib/authoring/names";
import { readOutline } from "@/lib/authoring/outline";
import { loadCourse } from "@/lib/content/cached-course";
import { typography } from "@/lib/content/typography";
import { idSchema, itemKey } from "@/lib/protocol/classroom";
import type { Access } from "./access";
import { type Item, itemOf, itemsFor, itemsOfVersion, loadItems } from "./items";

export interface PickedFrom {
  slug: string;
  title: string;
  items: Item[];
}

/** `assignment`: the one that is written anew, whose own items stay offered; null: a new one. */
export async function pickFrom(access: Access, assignment: string | null): Promise<PickedFrom[]> {
  const [{ chapters }, items] = await Promise.all([loadCourse(), loadItems()]);
  const all = [...items.values()];
  const own = [...(await keptItems(access, assignment)), ...(await ownItems(access))];
  const ofCourse = chapters.map(({ slug, title }) => ({
    slug,
    title: typography(title),
    items: all.filter(({ target }) => target.startsWith(`${slug}/`)),
  }));
  if (own.length === 0) return ofCourse;
  const once = [...new Map(own.map((item) => [itemKey(item), item])).values()];
  return [{ slug: authoredChapter, title: "Vos leçons", items: once }, ...ofCourse];
}

/** Keys of all that may be given in this assignment. */
export async function pickable(access: Access, assignment: string | null) {
  const chapters = await pickFrom(access, assignment);
  return new Set<string>(chapters.flatMap(({ items }) => items.map(itemKey)));
}

/** The last offered version of each lesson of one's own, the last published first. */
async function ownItems({ db, person }: Access): Promise<Item[]> {
  const lessons = await db.authoredLesson.findMany({
    where: { ownerId: person.id },
    select: { id: true },
  });
  const versions = await db.authoredVersion.findMany({
    where: { lesson: { in: lessons.map(({ id }) => id) }, withdrawnAt: null },
    select: { lesson: true, number: true, outline: true },
    orderBy: [{ publishedAt: "desc" }, { number: "desc" }],
  });
  const last = new Map<string, (typeof versions)[number]>();
  for (const version of versions) {
    const known = last.get(version.lesson);
    if (known === undefined || known.number < version.number) last.set(version.lesson, version);
  }
  return [...last.values()].flatMap(({ lesson: id, number, outline }) => {
    const known = readOutline(outline);
    return known === null ? [] : itemsOfVersion({ id, number }, known);
  });
}

/** Trainers' items that the assignment holds already, perhaps of an earlier version or another's. */
async function keptItems({ db, record }: Access, assignment: string | null): Promise<Item[]> {
  if (assignment === null) return [];
  const rows = await db.assignmentItem.findMany({
    where: {
      assignmentId: idSchema.safeParse(assignment).data ?? "",
      assignment: { classId: record.id },
      target: { startsWith: `${authoredChapter}/` },
    },
    select: { kind: true, target: true },
    orderBy: { position: "asc" },
  });
  const items = await itemsFor(db, rows);
  return rows.map((row) => {
    const item = itemOf(items, row);
    const number = authoredName(row.target)?.number;
    return number ? { ...item, title: `${item.title} (version ${number})` } : item;
  });
}
