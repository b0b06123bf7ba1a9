/**
 * Whose account it is that the school vouches for. The school's name for a person (`sub`) is what
 * counts; an address is believed only where nobody else can sign in with it, for somebody may have
 * made an account with another's address beforehand.
 */
import { currentUser } from "@/lib/auth/current-user";
import { openSession, type SignedIn } from "@/lib/auth/session";
import { type Database, database } from "@/lib/db/client";
import { emailSchema, personNameSchema } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { runtime } from "@/lib/runtime/settings";
import { enter } from "../sign-in";
import { makeMember } from "../sign-up";
import { newId } from "../users";
import type { SchoolPerson } from "./provider";

/** Of the very provider: another one's names are other people's. */
const providerId = () => `oidc ${runtime().settings.ESCALE_OIDC_ISSUER}`;

const link = (db: Database, userId: Owner, sub: string) =>
  db.account.create({
    data: { id: newId(), accountId: sub, providerId: providerId(), userId },
  });

/** Whether the school can open this account. */
export const isLinked = async (db: Database, userId: Owner): Promise<boolean> =>
  (await db.account.count({ where: { userId, providerId: providerId() } })) > 0;

/** Throws EscaleError bad_request (no address), already_exists (it is another account's). */
export async function enterBySchool(headers: Headers, person: SchoolPerson): Promise<SignedIn> {
  const db = await database();
  const known = await db.account.findFirst({
    where: { providerId: providerId(), accountId: person.sub },
    select: { userId: true },
  });
  if (known !== null) return enter(headers, ownerSchema.parse(known.userId));
  const user = await currentUser(headers);
  if (user !== null && !user.guest) {
    // they have proved both: from now on either opens the account
    await link(db, user.id, person.sub);
    return { owner: user.id, setCookies: [] };
  }
  const email = emailSchema.safeParse(person.email);
  if (!email.success) {
    throw new EscaleError(
      "bad_request",
      "Votre établissement ne nous a pas transmis votre adresse électronique. Demandez-lui de le permettre.",
    );
  }
  const waiting = await accountThatWaits(db, email.data, person.email_verified === true);
  if (waiting !== null) {
    await link(db, waiting, person.sub);
    return enter(headers, waiting);
  }
  const name = personNameSchema.safeParse(person.name ?? email.data.split("@")[0]);
  const owner = await makeMember(db, user?.id ?? null, {
    name: name.data ?? "Sans nom",
    email: email.data,
    password: null,
    emailVerified: person.email_verified === true,
  });
  await link(db, owner, person.sub);
  return openSession(headers, owner);
}

/** The account that an admin has made with this address, and to which nobody can sign in yet. */
async function accountThatWaits(db: Database, email: string, vouched: boolean) {
  const found = await db.user.findFirst({
    where: { email, isAnonymous: { not: true } },
    select: { id: true, accounts: { select: { id: true }, take: 1 } },
  });
  if (found === null) return null;
  if (found.accounts.length > 0 || !vouched) {
    throw new EscaleError(
      "already_exists",
      "Un compte a déjà votre adresse. Connectez-vous avec son mot de passe, puis liez votre établissement depuis la page de votre compte.",
    );
  }
  return ownerSchema.parse(found.id);
}
