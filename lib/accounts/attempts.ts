/**
 * How often a password may be tried. Whoever guesses is slowed down more and more, first for
 * seconds, then for minutes; whoever has an account can be kept out of it neither by one
 * attacker's guesses (counted per network) nor, in a browser that they have used before, by many
 * attackers' (OWASP, "device cookies").
 */
import { rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";

const minute = 60_000;

function makeLimits() {
  return {
    /** one network: a class behind a router mistypes too */
    address: rateLimit(60, 20_000),
    /** one network at one account, or one known browser: a handful at once, then one each 30 s… */
    near: rateLimit(6, minute / 2),
    /** …and in the long run six an hour */
    nearLong: rateLimit(30, 10 * minute),
    /** one account from everywhere, but for the browsers that it knows */
    account: rateLimit(60, minute / 2),
  };
}

declare global {
  interface EscaleShared {
    passwordAttempts?: ReturnType<typeof makeLimits>;
  }
}

export interface Attempt {
  /** the caller's network (lib/http/client-address.ts) */
  readonly address: string;
  /** what was typed as an address, or an account's id: whether it exists makes no difference */
  readonly account: string;
  /** a browser that has signed in to this account before, by its own number */
  readonly device: string | null;
}

/**
 * Counts an attempt before it is made, so that many at once are as many. The returned function is
 * called when the password was right. Throws EscaleError too_many_requests.
 */
export function countAttempt({ address, account, device }: Attempt): () => void {
  const limits = once("passwordAttempts", makeLimits);
  const near = device === null ? `${account} ${address}` : `device ${device}`;
  // The nearest first: who is refused there takes nothing away from a class behind one router.
  const allowed =
    limits.near.take(near) &&
    limits.nearLong.take(near) &&
    (device !== null || (limits.address.take(address) && limits.account.take(account)));
  if (!allowed) {
    throw new EscaleError(
      "too_many_requests",
      "Trop d’essais en peu de temps. Patientez une minute, puis réessayez ; si vous avez oublié votre mot de passe, demandez-en un nouveau.",
    );
  }
  return () => {
    if (device === null) {
      limits.address.giveBack(address);
      limits.account.giveBack(account);
    }
    limits.near.forgive(near);
    limits.nearLong.forgive(near);
  };
}
