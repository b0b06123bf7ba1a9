/**
 * The journal of what is done to others' things: roles, passwords, workspaces, classes, who looked at
 * whose terminal. Written in the transaction of what it tells, or before it where there is none; names are
 * copied, so that an entry says who it was when the account is gone. Kept for a year.
 */
import type { Database } from "@/lib/db/client";
import type { AuditAction } from "./actions";

export interface Audited {
  /** null: the machine's command line */
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly action: AuditAction;
  /** whom or what it concerns, for people to read */
  readonly subject: string;
  readonly detail?: string;
}

/** The database, or a transaction of it. */
export type Writer = Pick<Database, "auditEntry">;

export async function audit(db: Writer, entry: Audited): Promise<void> {
  const { actor, action, subject, detail = "" } = entry;
  await db.auditEntry.create({
    data: {
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? "",
      action,
      subject: subject.slice(0, maxText),
      detail: detail.slice(0, maxText),
    },
  });
}

const maxText = 500;
/** How long is kept who did what to others, ms. */
export const keptMs = 365 * 24 * 3_600_000;

/** Removes what is older than a year; how many. */
export async function forgetOldAudits(db: Writer, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  return (await db.auditEntry.deleteMany({ where: { at: { lt: before } } })).count;
}
