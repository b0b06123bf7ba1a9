/** Who gives a class. */
import { authorize } from "@/lib/authorization/authorize";
import { EscaleError } from "@/lib/protocol/errors";
import { type Access, stillOpen } from "./access";
import { note } from "./journal";

const maxTrainers = 20;

/**
 * One answer for an address without account and for an account that is not a trainer's: who has
 * an account here is not told. Throws EscaleError not_found, bad_request.
 */
export async function addTrainer(access: Access, email: string): Promise<void> {
  stillOpen(access);
  const { db, record } = access;
  const user = await db.user.findFirst({
    where: { email, role: { in: ["trainer", "admin"] }, NOT: { isAnonymous: true } },
    select: { id: true, name: true },
  });
  if (user === null)
    throw new EscaleError(
      "not_found",
      "Aucun compte de formateur n’a cette adresse. Vérifiez-la, ou demandez à la personne qui gère ce site d’en créer un.",
    );
  if ((await db.classTrainer.count({ where: { classId: record.id } })) >= maxTrainers)
    throw new EscaleError("bad_request", `Une classe a ${maxTrainers} formateurs au plus.`);
  const one = { classId: record.id, userId: user.id };
  await db.$transaction(async (tx) => {
    const { count } = await tx.classTrainer.createMany({ data: [one], skipDuplicates: true });
    if (count > 0)
      await note(tx, access, { action: "class.trainer-add", whom: `${user.name} (${email})` });
  });
}

/** Oneself too, but never the last one. Throws EscaleError bad_request. */
export async function removeTrainer(access: Access, userId: string): Promise<void> {
  const { db, record } = access;
  const removed = await db.$transaction(async (tx) => {
    // two who remove each other at the same moment wait here for one another
    await tx.$queryRaw`SELECT 1 FROM "classroom" WHERE "id" = ${record.id} FOR UPDATE`;
    const others = await tx.classTrainer.count({
      where: { classId: record.id, userId: { not: userId } },
    });
    if (others === 0) return false;
    const one = { classId: record.id, userId };
    const user = await tx.user.findFirst({
      where: { id: userId, taught: { some: one } },
      select: { name: true },
    });
    if (user === null) return true;
    await tx.classTrainer.deleteMany({ where: one });
    await note(tx, access, { action: "class.trainer-remove", whom: user.name });
    return true;
  });
  if (!removed)
    throw new EscaleError(
      "bad_request",
      "Une classe garde au moins un formateur. Ajoutez-en un autre d’abord, ou archivez-la.",
    );
}

export interface TrainerLine {
  id: string;
  name: string;
  /** who asks */
  self: boolean;
}

/** In the order in which they were added. Throws EscaleError not_found. */
export async function listTrainers(access: Access): Promise<TrainerLine[]> {
  const { db, person, record, relations } = access;
  authorize(person, "class.read", relations);
  const found = await db.classTrainer.findMany({
    where: { classId: record.id },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { addedAt: "asc" },
  });
  return found.map(({ user: { id, name } }) => ({ id, name, self: id === person.id }));
}
