/** Signing in with address and password, and what becomes of the guest who does. */
import { currentUser } from "@/lib/auth/current-user";
import { openSession, type SignedIn } from "@/lib/auth/session";
import { backend } from "@/lib/backend-client/client";
import { type Database, database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import type { SignIn } from "@/lib/protocol/account";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { log } from "@/lib/runtime/log";
import { countAttempt } from "./attempts";
import { deviceCookie, knownDevice } from "./known-device";
import { forgetGuest, mergeGuest } from "./merge-guest";
import { verifyPassword } from "./password-hash";
import { wrongPassword } from "./refusals";

/**
 * Throws EscaleError bad_request (in one sentence and one time, whether there is such an account
 * or not), too_many_requests, database_unavailable.
 */
export async function signIn(headers: Headers, { email, password }: SignIn): Promise<SignedIn> {
  const db = await database();
  const found = await findByAddress(db, email);
  const passed = countAttempt({
    address: clientAddress(headers),
    account: email,
    device: found === null ? null : knownDevice(headers, found.owner),
  });
  const right = await verifyPassword(found?.password ?? null, password);
  if (found === null || !right) throw wrongPassword();
  passed();
  return enter(headers, found.owner);
}

async function findByAddress(db: Database, email: string) {
  const row = await db.user.findFirst({
    where: { email, isAnonymous: { not: true } },
    select: {
      id: true,
      accounts: { where: { providerId: "credential" }, select: { password: true } },
    },
  });
  if (row === null) return null;
  return { owner: ownerSchema.parse(row.id), password: row.accounts[0]?.password ?? null };
}

/**
 * Opens the account, whose owner was recognised just now, and takes along what a guest had. The
 * session that the browser had ends, whoever's it was.
 */
export async function enter(headers: Headers, owner: Owner): Promise<SignedIn> {
  const db = await database();
  const before = await currentUser(headers);
  if (before?.guest) await mergeGuest(db, before.id, owner);
  else if (before !== null) await db.session.deleteMany({ where: { id: before.session } });
  const { setCookies } = await openSession(headers, owner);
  if (before?.guest) {
    // Ending containers takes a second or two, for which nobody has to wait.
    forgetGuest(db, backend(), before.id).catch((error: unknown) => {
      log().warn({ err: error, guest: before.id }, "a guest's workspace is left to retention");
    });
  }
  const known = knownDevice(headers, owner) !== null;
  return { owner, setCookies: known ? setCookies : [...setCookies, deviceCookie(owner)] };
}
