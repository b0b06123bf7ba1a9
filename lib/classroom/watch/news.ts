/**
 * What a trainer's page sees of a learner's workspace, for as long as it may: the right is asked
 * for again every few seconds and when the class changes, and the watch ends with it. The backend's request that is the watch
 * hangs on this stream, so that neither outlives the other.
 */

import type { CurrentUser } from "@/lib/auth/current-user";
import { type BackendClient, backend } from "@/lib/backend-client/client";
import { backendUnavailableMessage } from "@/lib/backend-client/transport";
import type { Database } from "@/lib/db/client";
import { onClass } from "@/lib/live/hub";
import { isEscaleError } from "@/lib/protocol/errors";
import type { WatchMessage } from "@/lib/protocol/watch";
import { log } from "@/lib/runtime/log";
import { beginWatchLog, type WatchLog } from "./record";
import { type Watched, watcherName } from "./right";

/** how often the right is asked for again, ms */
const recheckMs = 4_000;
/** A database that does not answer revokes nobody, for this long, ms. */
const unansweredMs = 20_000;
/** how often it is noted that it goes on, ms */
const seenMs = 30_000;

export interface WatchInput {
  db: Database;
  classId: string;
  /** Who asks, and whom they may look at: throws EscaleError as soon as they may not. */
  ask: () => Promise<{ user: CurrentUser; watched: Watched }>;
  /** the page has gone */
  signal: AbortSignal;
  client?: Pick<BackendClient, "watches">;
  recheckMs?: number;
}

const lost = (message: string): WatchMessage => ({ kind: "over", message, final: true });
/** The page asks again. */
const interrupted = (message: string): WatchMessage => ({ kind: "over", message, final: false });
const noRight =
  "Vous n’avez plus accès à cet écran\u00a0: cette personne a quitté la classe, ou vous ne l’animez plus.";

/** Ends after `over`. Rejects when the database does not answer at the beginning. */
export async function* watchNews(input: WatchInput): AsyncGenerator<WatchMessage> {
  const { db, signal, client = backend() } = input;
  const { user, watched } = await input.ask();
  const { owner } = watched;
  if (signal.aborted) return;
  const record = await beginWatchLog(db, user, watched);
  const revoked = new AbortController();
  const until = AbortSignal.any([signal, revoked.signal]);
  // the page may leave while what it was sent last is not read yet: nothing here would run again
  until.addEventListener("abort", () => void safely(record.ended()), { once: true });
  const stop = whileAllowed(input, { user, watched, record, until }, (why) => revoked.abort(why));
  let shared = false;
  try {
    const who = { watcher: user.id, name: watcherName(user) };
    for await (const view of await client.watches.open(owner, who, until)) {
      const now = view.keyboard.state === "shared";
      if (now && !shared) await record.shared();
      shared = now;
      yield view;
    }
    if (!until.aborted) yield interrupted(backendUnavailableMessage);
  } catch (error) {
    if (revoked.signal.aborted) yield lost(String(revoked.signal.reason));
    else if (!until.aborted) {
      if (!isEscaleError(error)) log().warn({ err: error }, "a watch ended early");
      yield interrupted(isEscaleError(error) ? error.message : backendUnavailableMessage);
    }
  } finally {
    stop();
    await safely(record.ended());
  }
}

interface Asked {
  user: CurrentUser;
  watched: Watched;
  record: WatchLog;
  until: AbortSignal;
}

/** Asks for the right again and again; `revoke` is told in French why there is none any more. */
function whileAllowed(
  { ask, ...input }: WatchInput,
  { user, watched, record, until }: Asked,
  revoke: (why: string) => void,
): () => void {
  let answeredAt = Date.now();
  let seenAt = answeredAt;
  let asking = false;
  const look = async () => {
    if (asking || until.aborted) return;
    asking = true;
    try {
      const now = await ask();
      answeredAt = Date.now();
      // another session of the browser's, or another person in the learner's place
      if (now.user.id !== user.id || now.watched.owner !== watched.owner) return revoke(noRight);
      if (Date.now() - seenAt < seenMs) return;
      seenAt = Date.now();
      await record.seen();
    } catch (error) {
      const away = !isEscaleError(error) || error.status >= 500;
      if (!away) revoke(error.code === "bad_request" ? "Cette classe est archivée." : noRight);
      else if (Date.now() - answeredAt > unansweredMs)
        revoke("Le site ne sait plus si vous pouvez voir cet écran\u00a0: rechargez la page.");
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void look(), input.recheckMs ?? recheckMs);
  const unsubscribe = onClass(({ classId }) => {
    if (classId === input.classId) void look();
  });
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}

/** The learner was told all the same; that the end is not noted must not keep it from ending. */
async function safely(noting: Promise<void>): Promise<void> {
  try {
    await noting;
  } catch (error) {
    log().warn({ err: error }, "the end of a watch could not be noted");
  }
}
