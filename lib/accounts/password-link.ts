/**
 * Links by which somebody chooses a password: for a new account, or when the old one is forgotten.
 * The database holds only the hash of what is in the link, which works once, within the hour, and
 * as long as no other was made for the account.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Database } from "@/lib/db/client";
import type { PasswordLink } from "@/lib/protocol/account";
import { newId } from "./users";

export const passwordLinkMs = 3_600_000;
const purpose = "password:";

const identifierOf = (token: string) =>
  purpose + createHash("sha256").update(token).digest("base64url");

/** Makes one, and ends those made before. @param origin where the site is, as a browser types it */
export async function makePasswordLink(
  db: Database,
  { userId, origin, now = new Date() }: { userId: string; origin: string; now?: Date },
): Promise<PasswordLink> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + passwordLinkMs);
  await db.$transaction([
    db.verification.deleteMany({ where: linksOf(userId) }),
    db.verification.create({
      data: { id: newId(), identifier: identifierOf(token), value: userId, expiresAt },
    }),
  ]);
  // After the #: browsers send it to no server, and hence to no log and no Referer.
  return { url: `${origin}/mot-de-passe#${token}`, expiresAt: expiresAt.toISOString() };
}

export const linksOf = (userId: string) => ({
  value: userId,
  identifier: { startsWith: purpose },
});

/** Whose link it is, once: whoever asks again is told null, as for one that is over or made up. */
export async function spendPasswordLink(
  db: Database,
  token: string,
  now: Date = new Date(),
): Promise<string | null> {
  // One statement finds and removes it: of two who come at once, one is given the account.
  const rows = await db.$queryRaw<{ value: string; expiresAt: Date }[]>`
    DELETE FROM "verification" WHERE "identifier" = ${identifierOf(token)}
    RETURNING "value", "expiresAt"`;
  const row = rows[0];
  return row !== undefined && row.expiresAt > now ? row.value : null;
}
