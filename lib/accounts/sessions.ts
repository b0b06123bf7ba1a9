/** The browsers in which somebody is signed in: seen by them alone, ended by them. */
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import { database } from "@/lib/db/client";
import type { SessionView } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { deviceName } from "./device-name";

const maxListed = 100;

/** The one that asks first, then the last used. */
export async function listSessions(user: CurrentUser): Promise<SessionView[]> {
  authorize(user, "account.read", ["self"]);
  const rows = await (await database()).session.findMany({
    where: { userId: user.id, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
    take: maxListed,
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
  });
  return rows
    .map((row) => ({
      id: row.id,
      device: deviceName(row.userAgent ?? ""),
      openedAt: row.createdAt.toISOString(),
      usedAt: row.updatedAt.toISOString(),
      current: row.id === user.session,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/** Throws EscaleError not_found for a session of anybody else. */
export async function endSession(user: CurrentUser, id: string): Promise<void> {
  authorize(user, "account.manage", ["self"]);
  const { count } = await (await database()).session.deleteMany({ where: { id, userId: user.id } });
  if (count === 0) {
    throw new EscaleError("not_found", "Cet appareil n’est plus connecté.");
  }
}

export async function endOtherSessions(user: CurrentUser): Promise<void> {
  authorize(user, "account.manage", ["self"]);
  const others = { userId: user.id, id: { not: user.session } };
  await (await database()).session.deleteMany({ where: others });
}
