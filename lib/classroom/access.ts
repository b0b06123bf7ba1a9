/**
 * How somebody stands to a class, and whether they may do what they ask there. Every reading and
 * writing of a class goes through here with the class's identifier: a place, a trainer or an
 * assignment is then looked for within that class only.
 */
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize, mayDo } from "@/lib/authorization/authorize";
import type { Action, Relation } from "@/lib/authorization/table";
import type { Database } from "@/lib/db/client";
import { idSchema } from "@/lib/protocol/classroom";
import { EscaleError } from "@/lib/protocol/errors";

export type Person = Pick<CurrentUser, "id" | "name" | "role" | "guest">;

export interface ClassRecord {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly joinCode: string | null;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  /** as it is kept: see quota.ts */
  readonly quota: unknown;
}

/** The class, for somebody who was allowed what they asked. */
export interface Access {
  readonly db: Database;
  readonly person: Person;
  readonly record: ClassRecord;
  /** their own place in it */
  readonly place: string | null;
  readonly relations: readonly Relation[];
  /** Whether they may do this too: for what a page offers. */
  may(action: Action): boolean;
}

/** Throws EscaleError not_signed_in, not_found. */
export async function enter(
  db: Database,
  person: Person,
  classId: string,
  action: Action,
): Promise<Access> {
  const found = await db.classroom.findUnique({
    where: { id: asId(classId) },
    include: {
      trainers: { where: { userId: person.id }, select: { userId: true } },
      places: { where: { userId: person.id }, select: { id: true } },
    },
  });
  const relations: Relation[] = [];
  if (found?.trainers.length) relations.push("classTrainer");
  if (found?.places.length) relations.push("classMember");
  // a class that does not exist is refused in the same words as another's
  authorize(person, action, found === null ? [] : relations);
  if (found === null) throw noClass();
  const { trainers: _, places, ...record } = found;
  return {
    ...{ db, person, record, relations },
    place: places[0]?.id ?? null,
    may: (other) => mayDo(person, other, relations),
  };
}

/** What no identifier looks like names nothing, and is no text that a database refuses. */
export const asId = (id: string): string => idSchema.safeParse(id).data ?? "";

export const noClass = () =>
  new EscaleError("not_found", "Cette page n’existe pas, ou vous n’y avez pas accès.");

export const personGone = () =>
  new EscaleError("not_found", "Cette personne n’est plus dans la classe. Rechargez la page.");

/** Throws EscaleError bad_request when the class is over: nothing of it changes then. */
export function stillOpen({ record }: Access): void {
  if (record.archivedAt === null) return;
  throw new EscaleError(
    "bad_request",
    "Cette classe est archivée\u00a0: rouvrez-la pour y changer quelque chose.",
  );
}
