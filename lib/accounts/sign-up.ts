/**
 * Making an account. A guest's own row becomes the member's: workspace, files and progress are
 * theirs as before, for they belong to the row (docs/decisions/026).
 */
import { currentUser } from "@/lib/auth/current-user";
import { openSession, type SignedIn } from "@/lib/auth/session";
import { type Database, database } from "@/lib/db/client";
import { isTaken } from "@/lib/db/taken";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import type { SignUp } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { keepPassword } from "./credential";
import { deviceCookie } from "./known-device";
import { hashPassword } from "./password-hash";
import { checkPassword, unusableAddress } from "./refusals";
import { newId } from "./users";

const hourMs = 3_600_000;

declare global {
  interface EscaleShared {
    signUps?: RateLimit;
    takenAddresses?: RateLimit;
  }
}

/** As many as may begin as guests: a class makes its accounts together. */
const signUps = () =>
  once("signUps", () => {
    const perHour = runtime().settings.ESCALE_GUESTS_PER_HOUR;
    return rateLimit(perHour, hourMs / perHour);
  });
/** Addresses that turned out to be taken, from one network: who looks for accounts hears no more. */
export const takenAddresses = () => once("takenAddresses", () => rateLimit(40, hourMs / 12));

const tooMany = () =>
  new EscaleError(
    "too_many_requests",
    "Trop de comptes ont été demandés depuis votre réseau en peu de temps. Patientez quelques minutes, puis réessayez.",
  );

/** Throws EscaleError already_exists to somebody who is signed in to an account. */
export const alreadySignedIn = () =>
  new EscaleError("already_exists", "Vous êtes déjà connecté à votre compte.");

/** Throws EscaleError bad_request, already_exists, too_many_requests, database_unavailable. */
export async function signUp(headers: Headers, input: SignUp): Promise<SignedIn> {
  const user = await currentUser(headers);
  if (user !== null && !user.guest) throw alreadySignedIn();
  checkPassword(input.password, [input.name, input.email]);
  const network = clientAddress(headers);
  if (!signUps().take(network) || !takenAddresses().take(network)) throw tooMany();
  const password = await hashPassword(input.password);
  const owner = await makeMember(await database(), user?.id ?? null, { ...input, password });
  takenAddresses().giveBack(network);
  const { setCookies } = await openSession(headers, owner);
  return { owner, setCookies: [...setCookies, deviceCookie(owner)] };
}

interface Member {
  readonly name: string;
  readonly email: string;
  /** its hash; null: they sign in elsewhere */
  readonly password: string | null;
  /** somebody has vouched that the address is theirs */
  readonly emailVerified?: boolean;
}

/**
 * The member's row: the guest's, or a new one. The guest's sessions end, so that whoever had
 * planted or seen one has nothing of the account. Throws EscaleError bad_request: address taken.
 */
export async function makeMember(
  db: Database,
  guest: Owner | null,
  { name, email, password, emailVerified = false }: Member,
): Promise<Owner> {
  const id = guest ?? ownerSchema.parse(newId());
  const member = { name, email, emailVerified, isAnonymous: false };
  try {
    await db.$transaction(async (tx) => {
      if (guest === null) {
        await tx.user.create({ data: { ...member, id } });
      } else {
        const { count } = await tx.user.updateMany({
          where: { id, isAnonymous: true },
          data: member,
        });
        // two windows of one guest at once: the second finds a member
        if (count === 0) throw alreadySignedIn();
        await tx.session.deleteMany({ where: { userId: id } });
      }
      if (password !== null) await keepPassword(tx, id, password);
    });
  } catch (error) {
    throw isTaken(error) ? unusableAddress() : error;
  }
  return id;
}
