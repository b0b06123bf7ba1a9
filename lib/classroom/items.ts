/** What can be assigned: the lessons and exercises of the course and of trainers, by key. */
import { type AuthoredName, authoredName, lessonTarget } from "@/lib/authoring/names";
import { type Outline, readOutline } from "@/lib/authoring/outline";
import { loadCourse } from "@/lib/content/cached-course";
import type { Course } from "@/lib/content/course";
import { typography } from "@/lib/content/typography";
import type { Database } from "@/lib/db/client";
import { type AssignedItem, assignedItemSchema, itemKey } from "@/lib/protocol/classroom";

export type Item = AssignedItem & {
  title: string;
  href: string;
  minutes: number;
};

export type Items = ReadonlyMap<string, Item>;

/** In the order of the course: each lesson, then its exercises. */
export function itemsOf(course: Course): Items {
  const all = course.lessons.flatMap((lesson): Item[] => [
    {
      ...{ kind: "lesson", target: lesson.id, title: typography(lesson.title) },
      ...{ href: lesson.href, minutes: lesson.minutes },
    },
    ...lesson.exercises.map(
      (exercise): Item => ({
        ...{ kind: "exercise", target: exercise.id, title: typography(exercise.title) },
        ...{ href: `${lesson.href}#${exercise.slug}`, minutes: exercise.minutes },
      }),
    ),
  ]);
  return new Map(all.map((item) => [itemKey(item), item]));
}

let kept: Promise<Items> | undefined;

export function loadItems(): Promise<Items> {
  if (process.env.NODE_ENV !== "production") return loadCourse().then(itemsOf);
  kept ??= loadCourse().then(itemsOf);
  return kept;
}

/** Of a trainer's version: the lesson, then its exercises. */
export function itemsOfVersion(name: AuthoredName, outline: Outline): Item[] {
  const target = lessonTarget(name);
  const { title, minutes, exercises } = outline;
  const href = `/${target}`;
  return [
    { kind: "lesson", target, title, href, minutes },
    ...exercises.map(
      ({ slug, ...one }): Item => ({
        ...{ kind: "exercise", target: `${target}/${slug}`, href: `${href}#${slug}` },
        ...one,
      }),
    ),
  ];
}

/** Those of the course, and of the trainers' versions that are named. */
export async function itemsFor(db: Database, named: readonly { target: string }[]): Promise<Items> {
  const names = named.flatMap(({ target }) => {
    const name = authoredName(target);
    return name === null || name.number === null ? [] : [{ lesson: name.id, number: name.number }];
  });
  const course = await loadItems();
  if (names.length === 0) return course;
  const versions = await db.authoredVersion.findMany({
    where: { OR: names },
    select: { lesson: true, number: true, outline: true },
  });
  const items = versions.flatMap(({ lesson, number, outline }) => {
    const known = readOutline(outline);
    return known === null ? [] : itemsOfVersion({ id: lesson, number }, known);
  });
  return new Map([...course, ...items.map((item): [string, Item] => [itemKey(item), item])]);
}

/** One that the course has lost since keeps its place, under its own identifier. */
export function itemOf(items: Items, row: { kind: string; target: string }): Item {
  const { kind, target } = row;
  const found = items.get(itemKey(row));
  if (found) return found;
  const gone = assignedItemSchema.safeParse({ kind, target });
  const named: AssignedItem = gone.success ? gone.data : { kind: "lesson", target };
  return { ...named, title: target, href: "/parcours", minutes: 0 };
}
