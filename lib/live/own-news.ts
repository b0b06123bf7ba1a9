/** What a learner's page is told of their classes: hand and messages, whole on each change. */
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import type { OwnLive } from "@/lib/protocol/live";
import { raisedAt } from "./hands";
import { onClass } from "./hub";
import { messagesFor } from "./messages";
import { ownPlaces } from "./own-classes";
import { Waker } from "./waker";

/** What no event of this process has told is found by looking again, ms. */
const lookMs = 20_000;
const together = 50;

export async function readOwnLive(db: Database, owner: Owner): Promise<OwnLive> {
  const places = await ownPlaces(db, owner);
  return {
    classes: places.map(({ classId, className }) => ({ id: classId, name: className })),
    handRaised: places.some(({ handRaisedAt }) => raisedAt(handRaisedAt) !== null),
    messages: await messagesFor(db, places),
  };
}

export interface OwnNewsInput {
  db: Database;
  owner: Owner;
  /** whether the session that asked still is */
  allowed: () => Promise<boolean>;
  signal: AbortSignal;
}

/** Ends with the session, and when there is no class left to hear of. */
export async function* ownNews(input: OwnNewsInput): AsyncGenerator<OwnLive> {
  const { db, owner, allowed, signal } = input;
  const waker = new Waker(signal);
  let classes = new Set<string>();
  const stop = onClass((change) => {
    const mine = change.owner === owner || (change.owner === null && classes.has(change.classId));
    if (mine) waker.wake();
  });
  try {
    while (!signal.aborted && (await allowed())) {
      const own = await readOwnLive(db, owner);
      classes = new Set(own.classes.map(({ id }) => id));
      yield own;
      if (classes.size === 0) return;
      await waker.wait(lookMs);
      await waker.pause(together);
    }
  } finally {
    stop();
  }
}
