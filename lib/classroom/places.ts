/** The places of a class, as its trainers keep them. */

import { authorize } from "@/lib/authorization/authorize";
import { counted } from "@/lib/content/counted";
import type { Prisma } from "@/lib/db/generated/client";
import type { Imported } from "@/lib/protocol/classroom";
import { EscaleError } from "@/lib/protocol/errors";
import { type Access, asId, personGone, stillOpen } from "./access";
import { drawToken } from "./codes";
import { maxPlaces } from "./joining";
import { note } from "./journal";
import { personKey, readRoster } from "./roster";

export interface PlaceLine {
  id: string;
  name: string;
  email: string | null;
  /** of the personal link; null: somebody has taken the place */
  token: string | null;
  joinedAt: Date | null;
  /** has no account of their own yet */
  guest: boolean;
}

/** By name, as French sorts it. Throws EscaleError not_found for whoever may not see them. */
export async function listPlaces({ db, person, record, relations }: Access): Promise<PlaceLine[]> {
  authorize(person, "class.read-members", relations);
  const found = await db.classPlace.findMany({
    where: { classId: record.id },
    include: { user: { select: { isAnonymous: true } } },
  });
  const byName = new Intl.Collator("fr").compare;
  return found
    .map(({ id, name, email, token, userId, joinedAt, user }) => ({
      ...{ id, name, email, joinedAt },
      token: userId === null ? token : null,
      guest: user?.isAnonymous === true,
    }))
    .sort((a, b) => byName(a.name, b.name));
}

/** Keeps a place for each person of the list who has none. Every line is accounted for. */
export async function importList(access: Access, list: string): Promise<Imported> {
  stillOpen(access);
  const { db, record } = access;
  const { people, problems } = readRoster(list);
  const there = await db.classPlace.findMany({
    where: { classId: record.id },
    select: { name: true, email: true },
  });
  const known = new Set(there.map(personKey));
  const fresh = people.filter((one) => !known.has(personKey(one)));
  if (there.length + fresh.length > maxPlaces)
    throw new EscaleError(
      "bad_request",
      `Une classe compte ${maxPlaces} places au plus\u00a0: cette liste n’y tient pas, rien n’a été importé.`,
    );
  await db.$transaction(async (tx) => {
    await tx.classPlace.createMany({
      data: fresh.map((one) => ({ ...one, classId: record.id, token: drawToken() })),
    });
    const detail = counted(fresh.length, "place ajoutée", "places ajoutées");
    if (fresh.length > 0) await note(tx, access, { action: "class.import", detail });
  });
  return { added: fresh.length, known: people.length - fresh.length, problems: [...problems] };
}

export async function renamePlace(access: Access, id: string, name: string): Promise<void> {
  stillOpen(access);
  await change(access, id, { name });
}

/** What the trainers write to whoever sits there, in place of what they wrote before. */
export async function remarkOn(access: Access, id: string, remark: string): Promise<void> {
  stillOpen(access);
  await change(access, id, { remark });
}

/** Whoever sits there is out; the place is kept, with a new personal link. */
export async function freePlace(access: Access, id: string): Promise<void> {
  stillOpen(access);
  const free = {
    ...{ userId: null, joinedAt: null, handRaisedAt: null, remark: "", token: drawToken() },
  };
  await withNote(access, id, "class.place-free", async (tx, where) => {
    // what was said to whoever sat there is not for the next
    await tx.classMessage.deleteMany({ where: { place: where } });
    return tx.classPlace.updateMany({ where, data: free });
  });
}

export async function removePlace(access: Access, id: string): Promise<void> {
  stillOpen(access);
  await withNote(access, id, "class.place-remove", (tx, where) =>
    tx.classPlace.deleteMany({ where }),
  );
}

/** Does it to one place, and tells the journal whose it was. */
async function withNote(
  access: Access,
  id: string,
  action: "class.place-free" | "class.place-remove",
  write: (
    tx: Prisma.TransactionClient,
    where: { id: string; classId: string },
  ) => Promise<{ count: number }>,
): Promise<void> {
  const { db, record } = access;
  const where = { id: asId(id), classId: record.id };
  await db.$transaction(async (tx) => {
    const place = await tx.classPlace.findFirst({ where, select: { name: true } });
    found((await write(tx, where)).count);
    await note(tx, access, { action, whom: place?.name });
  });
}

/** A learner's own leaving, of an archived class too. */
export async function leaveClass({ db, person, record, relations }: Access): Promise<void> {
  authorize(person, "class.leave", relations);
  await db.classPlace.deleteMany({ where: { classId: record.id, userId: person.id } });
}

async function change(
  { db, record }: Access,
  id: string,
  data: { name?: string; remark?: string },
): Promise<void> {
  found((await db.classPlace.updateMany({ where: { id, classId: record.id }, data })).count);
}

function found(count: number): void {
  if (count === 0) throw personGone();
}
