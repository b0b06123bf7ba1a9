/** A broadcast in the journal: each that began, and how it ended. */
import { audit, type Writer } from "@/lib/audit/audit";
import type { Access } from "../access";
import { note } from "../journal";

export interface Shown {
  readonly startedAt: Date;
  /** the last sign of its trainer's page */
  readonly seenAt: Date;
  /** whose terminal */
  readonly user: { readonly id: string; readonly name: string };
  readonly class: { readonly name: string };
}

/** What of a row is told of it. */
export const shownParts = {
  startedAt: true,
  seenAt: true,
  user: { select: { id: true, name: true } },
  class: { select: { name: true } },
} as const;

export const noteStart = (db: Writer, access: Access, terminal: number): Promise<void> =>
  note(db, access, { action: "class.broadcast", detail: `terminal ${terminal}` });

/** `by` null: by itself, its trainer's page having gone before. */
export async function noteEnd(
  db: Writer,
  { startedAt, seenAt, user, class: { name } }: Shown,
  { by, now }: { by: { id: string; name: string } | null; now: Date },
): Promise<void> {
  const at = by === null ? seenAt : now;
  const minutes = Math.max(1, Math.round((at.getTime() - startedAt.getTime()) / 60_000));
  const other = by !== null && by.id !== user.id ? `${user.name}, ` : "";
  const left = by === null ? ", sa page étant fermée" : "";
  await audit(db, {
    ...{ actor: by ?? user, action: "class.broadcast-end" },
    subject: `${other}classe ${name}`,
    detail: `au bout de ${minutes}\u00a0min${left}`,
  });
}
