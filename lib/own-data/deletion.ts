/**
 * Deleting an account, as its owner asks. First it is noted and every way in is closed; then the
 * workspace goes, with containers, images and files; then the account, which takes along whatever
 * hangs off it. What is interrupted, or finds no backend, is found again by its note.
 */
import { linksOf } from "@/lib/accounts/password-link";
import type { BackendClient } from "@/lib/backend-client/client";
import type { Database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";

export interface Deletion {
  readonly db: Database;
  readonly backend: Pick<BackendClient, "remove">;
}

/** Notes it; from now on nobody is signed in to this account, nor can be. */
export async function askDeletion(
  db: Database,
  owner: Owner,
  now: Date = new Date(),
): Promise<void> {
  await db.$transaction([
    db.accountDeletion.upsert({
      where: { userId: owner },
      create: { userId: owner, askedAt: now },
      update: {},
    }),
    db.session.deleteMany({ where: { userId: owner } }),
    db.account.deleteMany({ where: { userId: owner } }),
    db.verification.deleteMany({ where: linksOf(owner) }),
  ]);
}

/**
 * Carries out what was noted, and nothing that was not; may be repeated. Throws EscaleError when the files cannot be removed
 * now: the account stays, so that they are found again.
 */
export async function carryOut({ db, backend }: Deletion, owner: Owner): Promise<void> {
  const asked = { id: owner, deletion: { isNot: null } };
  if ((await db.user.count({ where: asked })) === 0) return;
  await backend.remove(owner, "remove");
  await db.user.deleteMany({ where: asked });
}

/** Carries out all that is left. `failed`: those that have to wait longer. */
export async function finishDeletions({
  db,
  backend,
}: Deletion): Promise<{ deleted: number; failed: number }> {
  const left = await db.accountDeletion.findMany({ orderBy: { askedAt: "asc" } });
  let failed = 0;
  for (const { userId } of left) {
    try {
      await carryOut({ db, backend }, ownerSchema.parse(userId));
    } catch (error) {
      if (!isEscaleError(error)) throw error;
      failed++;
    }
  }
  return { deleted: left.length - failed, failed };
}
