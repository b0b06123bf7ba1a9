/** The classes that a learner is seen in: that go on, and have a trainer. */
import type { Database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Owner } from "@/lib/protocol/ids";

export const goesOn: Prisma.ClassroomWhereInput = {
  archivedAt: null,
  trainers: { some: { user: { role: { in: ["trainer", "admin"] } } } },
};

export interface OwnPlace {
  id: string;
  classId: string;
  className: string;
  handRaisedAt: Date | null;
}

export async function ownPlaces(db: Database, owner: Owner): Promise<OwnPlace[]> {
  const places = await db.classPlace.findMany({
    where: { userId: owner, class: goesOn },
    select: { id: true, classId: true, handRaisedAt: true, class: { select: { name: true } } },
    orderBy: { joinedAt: "asc" },
  });
  return places.map(({ class: of, ...place }) => ({ ...place, className: of.name }));
}

export const countOwnClasses = (db: Database, owner: Owner): Promise<number> =>
  db.classPlace.count({ where: { userId: owner, class: goesOn } });
