/** The person behind a request, with their role: what authorization is asked with. */
import type { Actor } from "@/lib/authorization/authorize";
import { type Role, roles } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { type Auth, auth } from "./auth";
import { findSession } from "./session";

export interface CurrentUser extends Actor {
  readonly id: Owner;
  readonly name: string;
  /** null for a guest, whose address is a placeholder */
  readonly email: string | null;
  /** names the session, and is worth nothing by itself */
  readonly session: string;
}

/** Null without a valid session. Throws EscaleError database_unavailable. */
export async function currentUser(
  headers: Headers,
  getAuth: () => Promise<Auth> = auth,
): Promise<CurrentUser | null> {
  const found = await findSession(headers, getAuth);
  if (found === null) return null;
  const { id, name, email, role, isAnonymous } = found.user;
  const guest = isAnonymous === true;
  return {
    id: ownerSchema.parse(id),
    name,
    email: guest ? null : email,
    role: guest ? "learner" : role,
    guest,
    session: found.session.id,
  };
}

/** Somebody signed in, a guest too. Throws EscaleError not_signed_in, database_unavailable. */
export async function requireUser(
  headers: Headers,
  getAuth: () => Promise<Auth> = auth,
): Promise<CurrentUser> {
  const user = await currentUser(headers, getAuth);
  if (user !== null) return user;
  throw new EscaleError("not_signed_in", "Connectez-vous pour continuer.");
}

/**
 * Somebody with an account of their own and this role or one above. For whole pages; what they
 * show asks `authorize` (lib/authorization). Throws EscaleError not_signed_in, forbidden.
 */
export async function requireRole(
  headers: Headers,
  role: Role,
  getAuth: () => Promise<Auth> = auth,
): Promise<CurrentUser> {
  const user = await requireUser(headers, getAuth);
  if (user.guest) throw new EscaleError("not_signed_in", "Connectez-vous pour continuer.");
  if (roles.indexOf(user.role) >= roles.indexOf(role)) return user;
  throw new EscaleError("forbidden", "Votre compte ne donne pas accès à cette page.");
}
