/**
 * What is not kept for ever: sessions and links whose time is over, and guests who never came back
 * (ESCALE_KEEP_GUESTS), with their files. An account that somebody signs in to is never touched, nor
 * one that an attestation was given to.
 */
import type { BackendClient } from "@/lib/backend-client/client";
import type { Database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";

export interface Retention {
  readonly db: Database;
  readonly backend: Pick<BackendClient, "forget">;
  /** guests not seen for this long go, ms */
  readonly keepGuestsMs: number;
  readonly now?: Date;
}

export interface Forgotten {
  /** sessions whose time was over */
  readonly sessions: number;
  readonly guests: number;
  /** guests kept because their workspace has been used since */
  readonly inUse: number;
}

const batch = 100;

/**
 * Files first, then the account: what is interrupted in between is found again the next day. A
 * guest whose files cannot be removed now (the backend is away) keeps both, and the error is thrown.
 */
export async function forgetTheAbsent({
  db,
  backend,
  keepGuestsMs,
  now = new Date(),
}: Retention): Promise<Forgotten> {
  const { count: sessions } = await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.verification.deleteMany({ where: { expiresAt: { lt: now } } });
  const before = new Date(now.getTime() - keepGuestsMs);
  // A session in use is written to once a day (lib/auth/auth.ts, updateAge).
  const absent = {
    isAnonymous: true,
    createdAt: { lt: before },
    accounts: { none: {} },
    sessions: { none: { updatedAt: { gte: before } } },
    lessons: {
      none: { OR: [{ visitedAt: { gte: before } }, { completedAt: { gte: before } }] },
    },
    // somebody may be asked to confirm it at any time
    attestations: { none: {} },
    // a class's results are not to lose somebody while it goes on
    places: { none: { class: { archivedAt: null } } },
    exercises: {
      none: { OR: [{ startedAt: { gte: before } }, { completedAt: { gte: before } }] },
    },
  };
  let guests = 0;
  let inUse = 0;
  let after = "";
  for (;;) {
    const found = await db.user.findMany({
      where: { ...absent, id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id } of found) {
      after = id;
      try {
        await backend.forget(ownerSchema.parse(id), before);
      } catch (error) {
        if (!isEscaleError(error) || error.code !== "in_use") throw error;
        inUse++;
        continue;
      }
      // who came back just now keeps the account, at least
      guests += (await db.user.deleteMany({ where: { ...absent, id } })).count;
    }
    if (found.length < batch) return { sessions, guests, inUse };
  }
}
