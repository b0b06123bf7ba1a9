/** What can be assigned: the lessons and exercises of the course, by key. */
import { loadCourse } from "@/lib/content/cached-course";
import type { Course } from "@/lib/content/course";
import { typography } from "@/lib/content/typography";
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

/** One that the course has lost since keeps its place, under its own identifier. */
export function itemOf(items: Items, row: { kind: string; target: string }): Item {
  const { kind, target } = row;
  const found = items.get(itemKey(row));
  if (found) return found;
  const gone = assignedItemSchema.safeParse({ kind, target });
  const named: AssignedItem = gone.success ? gone.data : { kind: "lesson", target };
  return { ...named, title: target, href: "/parcours", minutes: 0 };
}
