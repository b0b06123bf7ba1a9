/**
 * Coming into a class: by its code, saying who one is, or by a personal link. Whoever comes
 * without an account is made a guest once the door is known to be there.
 */
import type { CurrentUser } from "@/lib/auth/current-user";
import type { Database } from "@/lib/db/client";
import { isTaken } from "@/lib/db/taken";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";
import { drawToken } from "./codes";
import { foldName } from "./names";

/** Places of one class: more than any lecture hall, and a bound for a script that knows a code. */
export const maxPlaces = 400;
/** Classes that one person learns in. */
const maxJoined = 50;

declare global {
  interface EscaleShared {
    codeTries?: RateLimit;
  }
}

/**
 * A hall of sixty behind one address, some of them mistaken, then two tries a minute: of 2.8 × 10¹¹
 * codes, a thousand addresses would try one in ten million in a day.
 */
const tries = () => once("codeTries", () => rateLimit(150, 30_000));

/** Throws EscaleError too_many_requests. */
export function countTry(address: string): void {
  if (tries().take(address)) return;
  throw new EscaleError(
    "too_many_requests",
    "Trop de codes ont été essayés depuis votre réseau. Patientez une minute, puis réessayez.",
  );
}

const wrongCode = () =>
  new EscaleError(
    "not_found",
    "Aucune classe n’a ce code, ou elle n’accueille plus personne. Vérifiez-le auprès de votre formateur.",
  );

const wrongLink = () =>
  new EscaleError(
    "not_found",
    "Ce lien personnel ne mène plus nulle part. Demandez-en un nouveau à votre formateur.",
  );

export interface Door {
  classId: string;
  className: string;
  /** who gives it */
  trainers: string[];
}

const seen = {
  id: true,
  name: true,
  trainers: { select: { user: { select: { name: true } } }, orderBy: { addedAt: "asc" } },
} as const;

interface Seen {
  id: string;
  name: string;
  trainers: { user: { name: string } }[];
}

const doorOf = ({ id, name, trainers }: Seen): Door => ({
  classId: id,
  className: name,
  trainers: trainers.map(({ user }) => user.name),
});

/** What a code opens. Throws EscaleError not_found. The caller has counted the try. */
export async function doorByCode(db: Database, code: string): Promise<Door> {
  const found = await db.classroom.findFirst({
    where: { joinCode: code, archivedAt: null },
    select: seen,
  });
  if (found === null) throw wrongCode();
  return doorOf(found);
}

export interface PersonalDoor extends Door {
  place: string;
  /** as the list says */
  name: string;
  /** whose place it is already; null: nobody has come yet */
  takenBy: string | null;
}

/** What a personal link opens. Throws EscaleError not_found. */
export async function doorByPlace(db: Database, token: string): Promise<PersonalDoor> {
  const found = await db.classPlace.findUnique({
    where: { token },
    select: {
      ...{ id: true, name: true, userId: true },
      class: { select: { ...seen, archivedAt: true } },
    },
  });
  if (found === null || found.class.archivedAt !== null) throw wrongLink();
  return { ...doorOf(found.class), place: found.id, name: found.name, takenBy: found.userId };
}

type Joiner = Pick<CurrentUser, "id">;

/**
 * Takes the place that was kept under this name, or a new one; who is in the class already stays
 * where they are. Throws EscaleError bad_request when the class is full.
 */
export async function takePlaceByName(
  db: Database,
  { id: userId }: Joiner,
  { classId }: Door,
  name: string,
  now: Date = new Date(),
): Promise<void> {
  if (await isIn(db, classId, userId)) return;
  await roomFor(db, userId);
  const free = await db.classPlace.findMany({
    where: { classId, userId: null },
    select: { id: true, name: true },
    orderBy: { madeAt: "asc" },
  });
  const folded = foldName(name);
  for (const kept of free.filter((place) => foldName(place.name) === folded))
    if (await take(db, kept.id, userId, now)) return;
  if ((await db.classPlace.count({ where: { classId } })) >= maxPlaces)
    throw new EscaleError(
      "bad_request",
      "Cette classe est complète. Signalez-le à votre formateur\u00a0: il peut y libérer une place.",
    );
  try {
    await db.classPlace.create({
      data: { classId, userId, name, token: drawToken(), joinedAt: now },
    });
  } catch (error) {
    // the same person, from two tabs
    if (!isTaken(error)) throw error;
  }
}

/** Throws EscaleError already_exists when somebody else sits there. */
export async function takeKeptPlace(
  db: Database,
  { id: userId }: Joiner,
  door: PersonalDoor,
  now: Date = new Date(),
): Promise<void> {
  if (door.takenBy === userId || (await isIn(db, door.classId, userId))) return;
  await roomFor(db, userId);
  if (door.takenBy === null && (await take(db, door.place, userId, now))) return;
  if (await isIn(db, door.classId, userId)) return;
  throw new EscaleError(
    "already_exists",
    "La place de ce lien est déjà prise. Si c’était vous, sur un autre appareil, demandez à votre formateur de la libérer.",
  );
}

const isIn = async (db: Database, classId: string, userId: string): Promise<boolean> =>
  (await db.classPlace.count({ where: { classId, userId } })) > 0;

async function roomFor(db: Database, userId: string): Promise<void> {
  if ((await db.classPlace.count({ where: { userId } })) < maxJoined) return;
  throw new EscaleError(
    "bad_request",
    "Vous êtes déjà dans beaucoup de classes. Quittez-en une, puis réessayez.",
  );
}

/** False: somebody was faster. */
async function take(db: Database, id: string, userId: string, now: Date): Promise<boolean> {
  try {
    const { count } = await db.classPlace.updateMany({
      where: { id, userId: null, class: { archivedAt: null } },
      data: { userId, joinedAt: now },
    });
    return count === 1;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}
