/**
 * Hands raised: with the learner's place in the class, so that they outlive a reload and a restart.
 * Only their own learner raises one; that learner and any trainer of the class lower it.
 */

import { authorize } from "@/lib/authorization/authorize";
import { type Access, personGone } from "@/lib/classroom/access";
import type { Database } from "@/lib/db/client";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { classChanged } from "./hub";
import { goesOn } from "./own-classes";

/** A session's length: a hand that nobody has lowered by then is not raised any more, ms. */
const longestMs = 8 * 3_600_000;

/** Null: it is not raised (any more). Milliseconds since the epoch. */
export const raisedAt = (at: Date | null, now: number = Date.now()): number | null =>
  at !== null && now - at.getTime() < longestMs ? at.getTime() : null;

/** In all their classes that go on. Throws EscaleError not_found when there is none. */
export async function setHand(db: Database, owner: Owner, raised: boolean): Promise<void> {
  const places = await db.classPlace.findMany({
    where: { userId: owner, class: goesOn },
    select: { id: true, classId: true, handRaisedAt: true },
  });
  if (places.length === 0)
    throw new EscaleError("not_found", "Vous n’êtes dans aucune classe en cours.");
  for (const { id, classId, handRaisedAt } of places) {
    // raised twice, it keeps its turn
    if (raised && raisedAt(handRaisedAt) !== null) continue;
    await db.classPlace.updateMany({
      where: { id, userId: owner },
      data: { handRaisedAt: raised ? new Date() : null },
    });
    classChanged(classId, owner);
  }
}

/** `place` null: everybody's. Throws EscaleError not_found. */
export async function lowerHands(access: Access, place: string | null): Promise<void> {
  const { db, person, record, relations } = access;
  authorize(person, "class.lower-hand", relations);
  const wanted = { classId: record.id, ...(place === null ? {} : { id: place }) };
  if (place !== null && (await db.classPlace.count({ where: wanted })) === 0) throw personGone();
  await db.classPlace.updateMany({ where: wanted, data: { handRaisedAt: null } });
  classChanged(record.id);
}
