/**
 * Who looked at whose terminals, from when to when: in the journal for the operator, and for the
 * learner on the page of their data. Begun before anything is shown. What cuts a watch short, a
 * kill of this process too, leaves the last moment at which it was known to go on.
 */
import { audit, keptMs } from "@/lib/audit/audit";
import type { CurrentUser } from "@/lib/auth/current-user";
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import { type Watched, watcherName } from "./right";

export interface WatchLog {
  /** It goes on. */
  seen(now?: Date): Promise<void>;
  /** Whoever looks can type too from now on. */
  shared(now?: Date): Promise<void>;
  /** It is over; told once. */
  ended(now?: Date): Promise<void>;
}

export async function beginWatchLog(
  db: Database,
  watcher: Pick<CurrentUser, "id" | "name">,
  { owner, name, className }: Watched,
  now: Date = new Date(),
): Promise<WatchLog> {
  const entry = {
    actor: { id: watcher.id, name: watcher.name },
    subject: name,
    detail: `dans la classe ${className}`,
  };
  const { id } = await db.$transaction(async (tx) => {
    await audit(tx, { ...entry, action: "terminal.watch" });
    return tx.terminalWatch.create({
      data: {
        ...{ userId: owner, watcherName: watcherName(watcher), className },
        ...{ startedAt: now, seenAt: now },
      },
      select: { id: true },
    });
  });
  // many, for the learner's account may be deleted meanwhile, and this with it
  const note = (data: { seenAt: Date; sharedAt?: Date }) =>
    db.terminalWatch.updateMany({ where: { id }, data });
  let over = false;
  let firstShared: Date | undefined;
  return {
    seen: async (at = new Date()) => void (over || (await note({ seenAt: at }))),
    async shared(at = new Date()) {
      firstShared ??= at;
      await audit(db, { ...entry, action: "terminal.share" });
      await note({ seenAt: at, sharedAt: firstShared });
    },
    async ended(at = new Date()) {
      if (over) return;
      over = true;
      const minutes = Math.max(1, Math.round((at.getTime() - now.getTime()) / 60_000));
      const detail = `${entry.detail}, au bout de ${minutes}\u00a0min`;
      await audit(db, { ...entry, detail, action: "terminal.watch-end" });
      await note({ seenAt: at });
    },
  };
}

export interface WatchLine {
  readonly id: string;
  readonly watcher: string;
  readonly className: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly shared: boolean;
}

/** Who has looked at this learner's terminals, the latest first; a hundred at most. */
export async function watchesOf(db: Database, owner: Owner): Promise<WatchLine[]> {
  const found = await db.terminalWatch.findMany({
    where: { userId: owner },
    orderBy: { startedAt: "desc" },
    take: 100,
  });
  return found.map(({ id, watcherName: watcher, className, startedAt, seenAt, sharedAt }) => ({
    ...{ id, watcher, className, startedAt },
    ...{ endedAt: seenAt, shared: sharedAt !== null },
  }));
}

/** Removes what is older than a year, as from the journal; how many. */
export async function forgetOldWatches(db: Database, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  return (await db.terminalWatch.deleteMany({ where: { seenAt: { lt: before } } })).count;
}
