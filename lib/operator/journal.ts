/** The journal as an admin reads it, newest first. */
import { describeAction } from "@/lib/audit/actions";
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";

export const entriesPerPage = 50;

export interface JournalEntry {
  readonly id: number;
  readonly at: Date;
  /** null: the command line */
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** what to ask older entries with; null on the last page */
  readonly older: number | null;
}

/** Those before the entry `before`. Throws EscaleError not_signed_in, forbidden. */
export async function readJournal(
  db: Pick<Database, "auditEntry">,
  user: CurrentUser | null,
  before?: number,
): Promise<JournalPage> {
  authorize(user, "audit.read");
  const rows = await db.auditEntry.findMany({
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: "desc" },
    take: entriesPerPage + 1,
  });
  const shown = rows.slice(0, entriesPerPage);
  return {
    entries: shown.map(({ actorId, actorName, action, ...row }) => ({
      ...row,
      actor: actorId === null ? null : actorName,
      action: describeAction(action),
    })),
    older: rows.length > entriesPerPage ? (shown.at(-1)?.id ?? null) : null,
  };
}
