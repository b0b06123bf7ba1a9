/** Where another's terminal is at the backend, for somebody who may see it. */
import { auth } from "@/lib/auth/auth";
import { currentUser } from "@/lib/auth/current-user";
import { watchedSocketPath } from "@/lib/backend-client/watches";
import { database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";
import type { TerminalId } from "@/lib/protocol/ids";
import type { WatchId } from "@/lib/protocol/watch";
import { broadcastSocket } from "./broadcast/broadcast";
import { mayWatch } from "./watch/right";

export type OthersTerminal =
  /** a learner's, in a watch that was begun (lib/classroom/watch) */
  | { kind: "watched"; classId: string; place: string; watch: WatchId; terminal: TerminalId }
  /** the one that is shown to the class */
  | { kind: "shown"; classId: string };

/**
 * Null: not to whoever sends these headers. That a watch is theirs and goes on, the backend knows.
 * Throws EscaleError database_unavailable.
 */
export async function othersSocket(
  headers: Headers,
  asked: OthersTerminal,
): Promise<string | null> {
  const user = await currentUser(headers, auth);
  if (user === null) return null;
  try {
    const db = await database();
    if (asked.kind === "shown") return await broadcastSocket(db, user, asked.classId);
    const { owner } = await mayWatch(db, user, asked.classId, asked.place);
    return watchedSocketPath(owner, asked.watch, user.id, asked.terminal);
  } catch (error) {
    if (isEscaleError(error) && error.status < 500) return null;
    throw error;
  }
}
