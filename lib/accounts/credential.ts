/** The one password that an account may have: better-auth's `credential` row. */
import type { Database } from "@/lib/db/client";
import { newId } from "./users";

const providerId = "credential";

type Accounts = Pick<Database, "account">;

/** Its hash; null: none. */
export async function keptPassword(db: Accounts, userId: string): Promise<string | null> {
  const row = await db.account.findFirst({
    where: { userId, providerId },
    select: { password: true },
  });
  return row?.password ?? null;
}

/** @param password its hash */
export async function keepPassword(db: Accounts, userId: string, password: string): Promise<void> {
  const { count } = await db.account.updateMany({
    where: { userId, providerId },
    data: { password },
  });
  if (count > 0) return;
  await db.account.create({
    data: { id: newId(), accountId: userId, providerId, userId, password },
  });
}
