/** A class made anew for the next session: its assignments on other dates, and nobody in it. */
import { authorize } from "@/lib/authorization/authorize";
import type { Access } from "./access";
import { createClass } from "./classes";
import { daysBetween, daysLater } from "./time";

export interface Duplicate {
  name: string;
  /** the day that its first date is moved to, all others by as much; null: as they are */
  start: string | null;
}

/** The new class's identifier; its trainer is who asked. Throws EscaleError forbidden. */
export async function duplicateClass(
  { db, person, record }: Access,
  { name, start }: Duplicate,
): Promise<string> {
  authorize(person, "class.create");
  const { timeZone } = record;
  const assignments = await db.assignment.findMany({
    where: { classId: record.id },
    include: { items: { select: { position: true, kind: true, target: true } } },
    orderBy: { createdAt: "asc" },
  });
  const first = firstDate(assignments);
  const days = start === null || first === null ? 0 : daysBetween(first, start, timeZone);
  const moved = (date: Date | null) => (date === null ? null : daysLater(date, days, timeZone));
  const id = await createClass(db, person, { name, timeZone }, `copie de ${record.name}`);
  for (const { id: _, classId: __, items, opensAt, dueAt, ...rest } of assignments)
    await db.assignment.create({
      data: {
        ...rest,
        ...{ classId: id, opensAt: moved(opensAt), dueAt: moved(dueAt) },
        items: { create: items },
      },
    });
  return id;
}

/** Of all opening and due dates; null: there is none. */
export function firstDate(
  assignments: readonly { opensAt: Date | null; dueAt: Date | null }[],
): Date | null {
  const dates = assignments.flatMap(({ opensAt, dueAt }) => [opensAt, dueAt]);
  return dates.reduce<Date | null>(
    (first, date) => (date !== null && (first === null || date < first) ? date : first),
    null,
  );
}
