/** The classes themselves: made, listed, set, archived. */
import { authorize, mayDo } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import { isTaken } from "@/lib/db/taken";
import { EscaleError } from "@/lib/protocol/errors";
import { type Access, type Person, stillOpen } from "./access";
import { drawCode } from "./codes";
import { note } from "./journal";

/** Far more than a trainer gives: what a script may write for one account is bounded. */
export const maxClasses = 300;

interface NewClass {
  name: string;
  timeZone: string;
}

/**
 * The trainer's own, with a code; its identifier. Throws EscaleError forbidden, bad_request.
 * @param detail for the journal: what it was made from
 */
export async function createClass(
  db: Database,
  person: Person,
  { name, timeZone }: NewClass,
  detail = "",
): Promise<string> {
  authorize(person, "class.create");
  if ((await db.classTrainer.count({ where: { userId: person.id } })) >= maxClasses)
    throw new EscaleError(
      "bad_request",
      `Vous avez déjà ${maxClasses} classes\u00a0: c’est le plus que ce site en garde pour une personne.`,
    );
  const { id } = await withNewCode((joinCode) =>
    db.$transaction(async (tx) => {
      const made = await tx.classroom.create({
        data: { name, timeZone, joinCode, trainers: { create: { userId: person.id } } },
        select: { id: true },
      });
      await note(tx, { person, record: { name } }, { action: "class.create", detail });
      return made;
    }),
  );
  return id;
}

/** Codes are drawn until one is free, which the first nearly always is. */
async function withNewCode<T>(write: (code: string) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await write(drawCode());
    } catch (error) {
      if (!isTaken(error) || tries >= 4) throw error;
    }
  }
}

export interface ClassLine {
  id: string;
  name: string;
  archived: boolean;
  /** learners who have come in */
  learners: number;
  /** given by this person; learnt in by them otherwise */
  teaches: boolean;
}

/** Those that somebody gives or learns in, the newest first, archived ones last. */
export async function listClasses(db: Database, person: Person): Promise<ClassLine[]> {
  const found = await db.classroom.findMany({
    where: {
      OR: [
        { trainers: { some: { userId: person.id } } },
        { places: { some: { userId: person.id } } },
      ],
    },
    include: {
      trainers: { where: { userId: person.id }, select: { userId: true } },
      _count: { select: { places: { where: { userId: { not: null } } } } },
    },
    orderBy: { createdAt: "desc" },
  });
  const lines = found.map(({ id, name, archivedAt, trainers, _count }) => ({
    ...{ id, name, archived: archivedAt !== null, learners: _count.places },
    teaches: trainers.length > 0 && mayDo(person, "class.manage", ["classTrainer"]),
  }));
  return [
    ...lines.filter(({ archived }) => !archived),
    ...lines.filter(({ archived }) => archived),
  ];
}

export async function changeSettings(access: Access, data: NewClass): Promise<void> {
  stillOpen(access);
  await update(access, data);
}

/** The code that was shown until now lets nobody in any more. */
export async function renewCode(access: Access): Promise<void> {
  stillOpen(access);
  await withNewCode((joinCode) => update(access, { joinCode }));
}

export async function closeCode(access: Access): Promise<void> {
  await update(access, { joinCode: null });
}

/** Over: readable as it is, closed to newcomers. */
export async function archiveClass(access: Access, now: Date = new Date()): Promise<void> {
  await noted(access, "class.archive", { archivedAt: now, joinCode: null });
}

/** As it was, but for its code, which is to be drawn anew. */
export async function reopenClass(access: Access): Promise<void> {
  await noted(access, "class.reopen", { archivedAt: null });
}

/** With an entry of the journal, unless it is so already. */
async function noted(
  access: Access,
  action: "class.archive" | "class.reopen",
  data: { archivedAt: Date | null; joinCode?: null },
): Promise<void> {
  const { db, record } = access;
  const before = action === "class.archive" ? null : { not: null };
  await db.$transaction(async (tx) => {
    const { count } = await tx.classroom.updateMany({
      where: { id: record.id, archivedAt: before },
      data,
    });
    if (count > 0) await note(tx, access, { action });
  });
}

async function update(
  { db, record }: Access,
  data: Partial<NewClass & { joinCode: string | null }>,
): Promise<void> {
  await db.classroom.update({ where: { id: record.id }, data });
}
