/** What one learner is expected to do, over all their classes. */
import type { Database } from "@/lib/db/client";
import type { Agenda } from "@/lib/protocol/classroom";
import type { Owner } from "@/lib/protocol/ids";
import { openAt, whole } from "./assignments";
import { isDone, reachKey, readReaches, standingOf } from "./standing";
import { inWords } from "./time";

/** Of the assignments that are open now, in classes that are not over; the most urgent first. */
export async function readAgenda(
  db: Database,
  owner: Owner,
  now: Date = new Date(),
): Promise<Agenda> {
  const found = await db.assignment.findMany({
    where: { ...openAt(now), class: { archivedAt: null, places: { some: { userId: owner } } } },
    ...whole,
    include: { ...whole.include, class: { select: { id: true, name: true, timeZone: true } } },
    take: 200,
  });
  const reaches = await readReaches(
    db,
    [owner],
    found.flatMap(({ items }) => items),
  );
  return {
    assignments: found.map(({ id, title, dueAt, items, class: of }) => {
      const list = items.map((item) => {
        const standing = standingOf(reaches.get(reachKey(owner, item)) ?? null, dueAt, now);
        const kind: "lesson" | "exercise" = item.kind === "lesson" ? "lesson" : "exercise";
        return { kind, target: item.target, done: isDone(standing) };
      });
      return {
        ...{ id, title, classId: of.id, className: of.name },
        dueAt: dueAt?.toISOString() ?? null,
        due: dueAt === null ? null : inWords(dueAt, of.timeZone, now),
        overdue: dueAt !== null && now > dueAt && list.some(({ done }) => !done),
        items: list,
      };
    }),
  };
}
