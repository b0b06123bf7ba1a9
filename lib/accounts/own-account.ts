/**
 * What members change of their own account. Each asks the table (lib/authorization); what opens
 * the account, or could be used to get it back, asks for the password again.
 */
import type { CurrentUser } from "@/lib/auth/current-user";
import { openSession, type SignedIn } from "@/lib/auth/session";
import { authorize } from "@/lib/authorization/authorize";
import { database } from "@/lib/db/client";
import { isTaken } from "@/lib/db/taken";
import { clientAddress } from "@/lib/http/client-address";
import type { AddressChange, PasswordChange } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { countAttempt } from "./attempts";
import { keepPassword, keptPassword } from "./credential";
import { knownDevice } from "./known-device";
import { hashPassword, verifyPassword } from "./password-hash";
import { tellPasswordChanged } from "./password-letter";
import { linksOf } from "./password-link";
import { checkPassword, unusableAddress } from "./refusals";
import { takenAddresses } from "./sign-up";

/** A member, with their address. Throws EscaleError not_signed_in for a guest. */
function member(user: CurrentUser): CurrentUser & { email: string } {
  authorize(user, "account.manage", ["self"]);
  const { email } = user;
  if (email === null) throw new EscaleError("not_signed_in", "Créez d’abord un compte.");
  return { ...user, email };
}

/** Throws EscaleError bad_request unless it is the account's password. */
async function askPassword(headers: Headers, user: CurrentUser, password: string): Promise<void> {
  const passed = countAttempt({
    address: clientAddress(headers),
    account: user.id,
    device: knownDevice(headers, user.id),
  });
  const kept = await keptPassword(await database(), user.id);
  if (!(await verifyPassword(kept, password))) {
    throw new EscaleError("bad_request", "Ce n’est pas votre mot de passe actuel.");
  }
  passed();
}

export async function changeName(user: CurrentUser, name: string): Promise<void> {
  const { id } = member(user);
  await (await database()).user.update({ where: { id }, data: { name } });
}

/** Links that were made for the old address end. Throws EscaleError bad_request. */
export async function changeAddress(
  headers: Headers,
  user: CurrentUser,
  { email, password }: AddressChange,
): Promise<void> {
  const { id } = member(user);
  await askPassword(headers, user, password);
  const network = clientAddress(headers);
  if (!takenAddresses().take(network)) {
    throw new EscaleError("too_many_requests", "Patientez quelques minutes, puis réessayez.");
  }
  const db = await database();
  try {
    await db.$transaction([
      db.user.update({ where: { id }, data: { email, emailVerified: false } }),
      db.verification.deleteMany({ where: linksOf(id) }),
    ]);
  } catch (error) {
    throw isTaken(error) ? unusableAddress() : error;
  }
  takenAddresses().giveBack(network);
}

/** Every other session ends, and this one gets a new token. Throws EscaleError bad_request. */
export async function changePassword(
  headers: Headers,
  user: CurrentUser,
  { current, next }: PasswordChange,
): Promise<SignedIn> {
  const { id, name, email } = member(user);
  checkPassword(next, [name, email]);
  await askPassword(headers, user, current);
  await setPassword(id, next);
  tellPasswordChanged(id);
  return openSession(headers, id);
}

/** Sets it, ends all sessions of the account, and the links that were made to choose one. */
export async function setPassword(userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  const db = await database();
  await db.$transaction(async (tx) => {
    await keepPassword(tx, userId, hash);
    await tx.session.deleteMany({ where: { userId } });
    await tx.verification.deleteMany({ where: linksOf(userId) });
  });
}
