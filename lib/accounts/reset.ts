/** Choosing a password by a link (lib/accounts/password-link.ts), without knowing the old one. */
import { database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import type { PasswordReset } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";
import { deviceCookie } from "./known-device";
import { setPassword } from "./own-account";
import { tellPasswordChanged } from "./password-letter";
import { spendPasswordLink } from "./password-link";
import { checkPassword } from "./refusals";

declare global {
  interface EscaleShared {
    spentLinks?: RateLimit;
  }
}

/** 256 bits are not guessed; this bounds what guessing costs us. */
const spentLinks = () => once("spentLinks", () => rateLimit(60, 20_000));

/**
 * Nobody is signed in by it: who holds the link still has to know what was chosen. Returns the
 * cookies to send along. Throws EscaleError bad_request, too_many_requests.
 */
export async function resetPassword(
  headers: Headers,
  { token, password }: PasswordReset,
): Promise<readonly string[]> {
  if (!spentLinks().take(clientAddress(headers))) {
    throw new EscaleError("too_many_requests", "Patientez une minute, puis réessayez.");
  }
  // before the link is spent
  checkPassword(password);
  const userId = await spendPasswordLink(await database(), token);
  if (userId === null) {
    throw new EscaleError(
      "bad_request",
      "Ce lien n’est plus valable : il ne sert qu’une fois, pendant une heure. Demandez-en un autre.",
    );
  }
  await setPassword(userId, password);
  tellPasswordChanged(userId);
  return [deviceCookie(ownerSchema.parse(userId))];
}
