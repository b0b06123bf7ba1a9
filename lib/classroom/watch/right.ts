/**
 * Whose terminals somebody may look at: those of a learner who sits in a class that they give, for
 * as long as it is not over. Asked before each thing that is shown or done, and again and again
 * while it lasts.
 */
import type { CurrentUser } from "@/lib/auth/current-user";
import type { Database } from "@/lib/db/client";
import { idSchema } from "@/lib/protocol/classroom";
import { EscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { enter, noClass, type Person, stillOpen } from "../access";

export interface Watched {
  /** whose terminals */
  readonly owner: Owner;
  /** as the class calls them */
  readonly name: string;
  readonly className: string;
}

/** `terminal.watch` to look, `terminal.share` to type along. */
export type WatchAction = "terminal.watch" | "terminal.share";

/**
 * Throws EscaleError not_found for whoever may not, whether or not there is such a class or place;
 * bad_request where the class is over.
 */
export async function mayWatch(
  db: Database,
  person: Person,
  classId: string,
  placeId: string,
  action: WatchAction = "terminal.watch",
): Promise<Watched> {
  const access = await enter(db, person, classId, action);
  stillOpen(access);
  const place = await db.classPlace.findFirst({
    where: { id: idSchema.safeParse(placeId).data ?? "", classId: access.record.id },
    select: { name: true, userId: true },
  });
  if (place === null) throw noClass();
  if (place.userId === null)
    throw new EscaleError("not_found", `${place.name} n’a pas encore rejoint la classe.`);
  return {
    owner: ownerSchema.parse(place.userId),
    name: place.name,
    className: access.record.name,
  };
}

/** By which name a learner is told who looks. */
export const watcherName = ({ name }: Pick<CurrentUser, "name">): string =>
  name.trim().slice(0, 80) || "Votre formateur";
