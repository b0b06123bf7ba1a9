/** Classes as an admin sees them: whose they are, and what their workspaces may use. */
import { audit } from "@/lib/audit/audit";
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import { asId } from "@/lib/classroom/access";
import { quotaOf } from "@/lib/classroom/quota";
import { quotaWords } from "@/lib/classroom/quota-words";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { EscaleError } from "@/lib/protocol/errors";
import { beyond, type Quota } from "@/lib/protocol/quota";
import { runtime } from "@/lib/runtime/settings";

export interface OperatedClass {
  readonly id: string;
  readonly name: string;
  readonly trainers: readonly string[];
  readonly learners: number;
  readonly createdAt: Date;
  readonly quota: Quota;
}

/** More than are looked at; the newest are those that run. */
const maxShown = 200;

/** Those that are not over, the newest first. Throws EscaleError not_signed_in, forbidden. */
export async function listClasses(
  db: Pick<Database, "classroom">,
  user: CurrentUser | null,
): Promise<OperatedClass[]> {
  authorize(user, "class.set-quota");
  const found = await db.classroom.findMany({
    where: { archivedAt: null },
    include: {
      trainers: { select: { user: { select: { name: true } } }, orderBy: { addedAt: "asc" } },
      _count: { select: { places: { where: { userId: { not: null } } } } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: maxShown,
  });
  return found.map(({ id, name, createdAt, trainers, _count, quota }) => ({
    ...{ id, name, createdAt, learners: _count.places, quota: quotaOf({ quota }) },
    trainers: trainers.map((one) => one.user.name),
  }));
}

/**
 * Holds for workspaces opened from then on. Throws EscaleError not_signed_in, forbidden, not_found,
 * and bad_request for more than this machine gives.
 */
export async function setQuota(
  db: Database,
  user: CurrentUser | null,
  { id, quota }: { id: string; quota: Quota },
): Promise<void> {
  authorize(user, "class.set-quota");
  const { settings } = runtime();
  const [measure] = beyond(settings, quota);
  if (measure !== undefined)
    throw new EscaleError(
      "bad_request",
      "C’est plus que ce que cette machine donne à une classe (réglages ESCALE_CLASS_…).",
    );
  const data = Object.keys(quota).length === 0 ? Prisma.DbNull : quota;
  await db.$transaction(async (tx) => {
    const where = { id: asId(id) };
    const found = await tx.classroom.findUnique({ where, select: { name: true } });
    if (found === null) throw new EscaleError("not_found", "Cette classe n’existe plus.");
    await tx.classroom.update({ where, data: { quota: data } });
    await audit(tx, {
      ...{ actor: user, action: "class.quota", subject: `classe ${found.name}` },
      detail: quotaWords(quota).join(", ") || "celles de la machine",
    });
  });
}
