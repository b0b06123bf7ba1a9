/** What a class is given to do. */
import { authorize } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { type AssignmentDraft, itemKey } from "@/lib/protocol/classroom";
import { EscaleError } from "@/lib/protocol/errors";
import { type Access, asId, enter, type Person, stillOpen } from "./access";
import { type Item, type Items, itemOf, itemsFor } from "./items";
import { note } from "./journal";
import { pickable } from "./picker";
import { instantOf } from "./time";

const maxAssignments = 100;

export interface AssignmentRecord {
  id: string;
  title: string;
  instructions: string;
  opensAt: Date | null;
  dueAt: Date | null;
  ordered: boolean;
  hintsAllowed: boolean;
  solutionsAllowed: boolean;
  weight: number;
  items: Item[];
}

/**
 * In order of their due dates, those without one last. A learner is shown what is open and nothing
 * of what is to come. Throws EscaleError not_found.
 */
export async function listAssignments(
  access: Access,
  now: Date = new Date(),
): Promise<AssignmentRecord[]> {
  const { db, person, record, relations } = access;
  authorize(person, "assignment.read", relations);
  const found = await db.assignment.findMany({
    where: {
      classId: record.id,
      ...(access.may("assignment.manage") ? {} : openAt(now)),
    },
    ...whole,
  });
  const items = await itemsFor(
    db,
    found.flatMap((row) => row.items),
  );
  return found.map((row) => recordOf(row, items));
}

/** Begun by then: what learners can see. */
export const openAt = (now: Date) => ({ OR: [{ opensAt: null }, { opensAt: { lte: now } }] });

/** With its items, and in order. */
export const whole = {
  include: { items: { orderBy: { position: "asc" } } },
  orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
} satisfies Prisma.AssignmentFindManyArgs;

interface Row extends Omit<AssignmentRecord, "items"> {
  items: { kind: string; target: string }[];
}

export const recordOf = (row: Row, items: Items): AssignmentRecord => ({
  ...{ id: row.id, title: row.title, instructions: row.instructions },
  ...{ opensAt: row.opensAt, dueAt: row.dueAt, ordered: row.ordered, weight: row.weight },
  ...{ hintsAllowed: row.hintsAllowed, solutionsAllowed: row.solutionsAllowed },
  items: row.items.map((item) => itemOf(items, item)),
});

/** Makes one (`id` null) or writes it anew; its identifier. Throws EscaleError not_found, bad_request. */
export async function saveAssignment(
  db: Database,
  person: Person,
  { classId, id }: { classId: string; id: string | null },
  draft: AssignmentDraft,
): Promise<string> {
  const access = await enter(db, person, classId, "assignment.manage");
  stillOpen(access);
  const known = await pickable(access, id);
  if (!draft.items.every((item) => known.has(itemKey(item))))
    throw new EscaleError(
      "bad_request",
      "Une leçon ou un exercice choisi n’est plus dans le parcours. Rechargez la page, puis choisissez de nouveau.",
    );
  const { timeZone } = access.record;
  const { items, ...fields } = draft;
  const instant = (local: string | null) => (local === null ? null : instantOf(local, timeZone));
  const data = { ...fields, opensAt: instant(draft.opensAt), dueAt: instant(draft.dueAt) };
  const rows = items.map(({ kind, target }, position) => ({ kind, target, position }));
  if (id === null) {
    if ((await db.assignment.count({ where: { classId } })) >= maxAssignments)
      throw new EscaleError("bad_request", `Une classe a ${maxAssignments} devoirs au plus.`);
    const made = await db.assignment.create({
      data: { ...data, classId, items: { create: rows } },
      select: { id: true },
    });
    return made.id;
  }
  await db.$transaction(async (tx) => {
    const { count } = await tx.assignment.updateMany({ where: { id: asId(id), classId }, data });
    if (count === 0) throw noAssignment();
    await tx.assignmentItem.deleteMany({ where: { assignmentId: id } });
    await tx.assignmentItem.createMany({
      data: rows.map((row) => ({ ...row, assignmentId: id })),
    });
    await note(tx, access, { action: "assignment.change", whom: data.title });
  });
  return id;
}

/** Learners keep what they did; it is only expected no more. */
export async function removeAssignment(
  db: Database,
  person: Person,
  { classId, id }: { classId: string; id: string },
): Promise<void> {
  const access = await enter(db, person, classId, "assignment.manage");
  stillOpen(access);
  const where = { id: asId(id), classId };
  await db.$transaction(async (tx) => {
    const found = await tx.assignment.findFirst({ where, select: { title: true } });
    if (found === null) throw noAssignment();
    await tx.assignment.deleteMany({ where });
    await note(tx, access, { action: "assignment.remove", whom: found.title });
  });
}

export const noAssignment = () =>
  new EscaleError("not_found", "Ce devoir n’existe pas, ou n’existe plus.");
