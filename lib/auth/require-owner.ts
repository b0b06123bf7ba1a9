/** For what only a signed-in person can have. */

import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { currentOwner } from "./session";

/** Throws EscaleError not_signed_in, database_unavailable. */
export async function requireOwner(headers: Headers): Promise<Owner> {
  const owner = await currentOwner(headers);
  if (owner !== null) return owner;
  throw new EscaleError(
    "not_signed_in",
    "Votre session est terminée. Rechargez la page, puis ouvrez de nouveau le terminal.",
  );
}
