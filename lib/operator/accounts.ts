/** Accounts as an admin looks after them in the browser: found, given a role, a link for a password. */
import { makePasswordLink } from "@/lib/accounts/password-link";
import { listedUser, setRole, userById } from "@/lib/accounts/users";
import { audit } from "@/lib/audit/audit";
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import type { PasswordLink, Role, UserSummary } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { roleNames } from "./role-names";

export const accountsPerPage = 50;

export interface AccountSearch {
  /** a part of the name or of the address */
  readonly query?: string | undefined;
  readonly role?: Role | undefined;
  /** from 1 */
  readonly page: number;
}

export interface AccountPage {
  readonly accounts: readonly UserSummary[];
  /** that match, on all pages */
  readonly total: number;
  readonly guests: number;
}

/** LIKE has two wildcards, which Prisma leaves as they are written. */
const literal = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

/** Newest first. Throws EscaleError not_signed_in, forbidden. */
export async function findAccounts(
  db: Database,
  user: CurrentUser | null,
  { query = "", role, page }: AccountSearch,
): Promise<AccountPage> {
  authorize(user, "user.manage");
  const part = { contains: literal(query), mode: "insensitive" as const };
  const where = {
    ...listedUser.where,
    ...(role === undefined ? {} : { role }),
    ...(query === "" ? {} : { OR: [{ name: part }, { email: part }] }),
  };
  const [rows, total, guests] = await Promise.all([
    db.user.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: (page - 1) * accountsPerPage,
      take: accountsPerPage,
      select: listedUser.select,
    }),
    db.user.count({ where }),
    db.user.count({ where: { isAnonymous: true } }),
  ]);
  return { accounts: rows.map(listedUser.summary), total, guests };
}

/**
 * Takes effect at the account's next request. Throws EscaleError forbidden, not_found, and bad_request
 * for one's own account: an admin who gave up their role by mistake could not take it back.
 */
export async function changeRole(
  db: Database,
  user: CurrentUser | null,
  { id, role }: { id: string; role: Role },
): Promise<UserSummary> {
  authorize(user, "user.manage");
  if (id === user.id) {
    throw new EscaleError(
      "bad_request",
      "Vous ne pouvez pas changer votre propre rôle. Demandez-le à une autre personne qui gère ce site.",
    );
  }
  const account = await userById(db, id);
  const { email, name, role: before } = account;
  if (before === role) return account;
  await audit(db, {
    actor: user,
    action: "account.role",
    subject: `${name} (${email})`,
    detail: `${roleNames[before]} → ${roleNames[role]}`,
  });
  return setRole(db, email, role);
}

/** For who forgot it, once, within the hour. Throws EscaleError forbidden, not_found. */
export async function passwordLinkFor(
  db: Database,
  user: CurrentUser | null,
  { id, origin }: { id: string; origin: string },
): Promise<PasswordLink> {
  authorize(user, "user.manage");
  const { email, name } = await userById(db, id);
  await audit(db, {
    actor: user,
    action: "account.password-link",
    subject: `${name} (${email})`,
  });
  return makePasswordLink(db, { userId: id, origin });
}
