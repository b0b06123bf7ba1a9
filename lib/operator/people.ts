/** Somebody as the operator's pages call them, told apart from others of the same name. */
import type { Prisma } from "@/lib/db/generated/client";

/** What is read of a user for it. */
export const namedUser = {
  id: true,
  name: true,
  email: true,
  isAnonymous: true,
  createdAt: true,
  places: {
    select: { name: true, class: { select: { name: true } } },
    where: { class: { archivedAt: null } },
    orderBy: { joinedAt: "desc" },
  },
} satisfies Prisma.UserSelect;

type NamedUser = Prisma.UserGetPayload<{ select: typeof namedUser }>;

export interface PersonLine {
  readonly name: string;
  /** what else is known of them, French; null: nothing */
  readonly about: string | null;
}

const moment = new Intl.DateTimeFormat("fr-FR", {
  ...{ day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
  timeZone: "Europe/Paris",
});

/** The last letters of an identifier: enough to tell guests apart, and worth nothing by itself. */
export const shortId = (id: string): string => id.slice(-5);

/**
 * A member by name and address. A guest by the name that they gave in a class, or else by a part of
 * their identifier; with since when they are here.
 */
export function personLine({
  id,
  name,
  email,
  isAnonymous,
  createdAt,
  places,
}: NamedUser): PersonLine {
  if (isAnonymous !== true) return { name, about: email };
  const classes = places.map((place) => place.class.name).join(", ");
  const since = `invité depuis le ${moment.format(createdAt).replace(/ (?=\p{L})/u, "\u00a0")}`;
  return {
    name: places[0]?.name ?? `Invité ${shortId(id)}`,
    about: classes === "" ? since : `${since}, ${classes}`,
  };
}

/** « Élodie Martin (invité depuis le 30 novembre à 10:12, Groupe B) », for the journal. */
export const personInWords = (user: NamedUser): string => {
  const { name, about } = personLine(user);
  return about === null ? name : `${name} (${about})`;
};
