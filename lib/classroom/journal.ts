/** What is done to a class, for the operator's journal: in the transaction of what it tells. */
import type { AuditAction } from "@/lib/audit/actions";
import { audit, type Writer } from "@/lib/audit/audit";
import type { Person } from "./access";

export interface Noted {
  action: AuditAction;
  /** whom or what of the class it concerned; absent: the class itself */
  whom?: string | undefined;
  detail?: string;
}

export async function note(
  db: Writer,
  { person, record }: { person: Person; record: { name: string } },
  { action, whom, detail = "" }: Noted,
): Promise<void> {
  const subject = whom === undefined ? `classe ${record.name}` : `${whom}, classe ${record.name}`;
  await audit(db, { actor: person, action, subject, detail });
}
