/** Accounts as their admin handles them: made, listed, given a role. Guests are not among them. */
import { generateRandomString } from "better-auth/crypto";
import type { Database } from "@/lib/db/client";
import type { NewUser, Role, UserSummary } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";

const members = { isAnonymous: { not: true } };
/** More than any school has; whoever asks for all is told in one answer. */
const maxListed = 20_000;

const summarized = {
  ...{ id: true, name: true, email: true, role: true, createdAt: true },
  accounts: { select: { id: true }, take: 1 },
} as const;

interface Row extends Omit<UserSummary, "createdAt" | "canSignIn"> {
  readonly createdAt: Date;
  readonly accounts: readonly unknown[];
}

const summary = ({ accounts, createdAt, ...row }: Row): UserSummary => ({
  ...row,
  createdAt: createdAt.toISOString(),
  canSignIn: accounts.length > 0,
});

/** Who is in a list of accounts, what it reads, and makes of it. */
export const listedUser = { where: members, select: summarized, summary };

/** By address; those of one role when it is named. */
export async function listUsers(db: Database, role?: Role): Promise<UserSummary[]> {
  const rows = await db.user.findMany({
    where: { ...members, ...(role === undefined ? {} : { role }) },
    orderBy: { email: "asc" },
    take: maxListed,
    select: summarized,
  });
  return rows.map(summary);
}

/** A name for a new row, of the shape that better-auth gives its own. */
export const newId = (): string => generateRandomString(32, "a-z", "A-Z", "0-9");

/**
 * An account that nobody can sign in to yet: its password is chosen by a link
 * (lib/accounts/password-link.ts). Throws EscaleError already_exists.
 */
export async function createUser(db: Database, user: NewUser): Promise<UserSummary> {
  const { count } = await db.user.createMany({
    data: [{ ...user, id: newId(), isAnonymous: false }],
    skipDuplicates: true,
  });
  if (count === 0) {
    throw new EscaleError("already_exists", "Un compte a déjà cette adresse.");
  }
  return userAt(db, user.email);
}

/** Takes effect at the account's next request. Throws EscaleError not_found. */
export async function setRole(db: Database, email: string, role: Role): Promise<UserSummary> {
  await db.user.updateMany({ where: { ...members, email }, data: { role } });
  return userAt(db, email);
}

/** Throws EscaleError not_found, for a guest too. */
export async function userById(db: Database, id: string): Promise<UserSummary> {
  const row = await db.user.findFirst({ where: { ...members, id }, select: summarized });
  if (row === null) throw new EscaleError("not_found", "Ce compte n’existe pas.");
  return summary(row);
}

/** Throws EscaleError not_found, for a guest too. */
export async function userAt(db: Database, email: string): Promise<UserSummary> {
  const row = await db.user.findFirst({ where: { ...members, email }, select: summarized });
  if (row === null) throw new EscaleError("not_found", "Aucun compte n’a cette adresse.");
  return summary(row);
}
