/**
 * A guest who signs in to an account that they already had. What they learned as a guest goes to
 * the account where it has none of it; their workspace does not (the account may have its own) and
 * is removed: the page says so beforehand.
 */
import type { BackendClient } from "@/lib/backend-client/client";
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";

/** Progress in one transaction, and the end of the guest's sessions. */
export async function mergeGuest(db: Database, guest: Owner, account: Owner): Promise<void> {
  await db.$transaction([
    // first visit, first completion, every command that was run: nothing that either has is lost
    db.$executeRaw`
      INSERT INTO "lesson_progress" AS p
        ("userId", "lesson", "visitedAt", "seenAt", "completedAt", "commandsRun", "seconds")
      SELECT ${account}, "lesson", "visitedAt", "seenAt", "completedAt", "commandsRun", "seconds"
      FROM "lesson_progress" WHERE "userId" = ${guest}
      ON CONFLICT ("userId", "lesson") DO UPDATE SET
        "visitedAt" = LEAST(p."visitedAt", EXCLUDED."visitedAt"),
        "seenAt" = GREATEST(p."seenAt", EXCLUDED."seenAt"),
        "seconds" = p."seconds" + EXCLUDED."seconds",
        "completedAt" = COALESCE(p."completedAt", EXCLUDED."completedAt"),
        "commandsRun" = (SELECT COALESCE(array_agg(DISTINCT i ORDER BY i), '{}')
                         FROM unnest(p."commandsRun" || EXCLUDED."commandsRun") AS i)`,
    // nothing counts after a right answer
    db.$executeRaw`
      INSERT INTO "quiz_record" AS q
        ("userId", "quiz", "attempts", "answer", "firstAt", "passedAt")
      SELECT ${account}, "quiz", "attempts", "answer", "firstAt", "passedAt"
      FROM "quiz_record" WHERE "userId" = ${guest}
      ON CONFLICT ("userId", "quiz") DO UPDATE SET
        "attempts" = CASE WHEN q."passedAt" IS NULL THEN q."attempts" + EXCLUDED."attempts"
                          ELSE q."attempts" END,
        "answer" = CASE WHEN q."passedAt" IS NULL THEN EXCLUDED."answer" ELSE q."answer" END,
        "firstAt" = LEAST(q."firstAt", EXCLUDED."firstAt"),
        "passedAt" = COALESCE(q."passedAt", EXCLUDED."passedAt")`,
    // its code goes on being confirmed
    db.$executeRaw`
      UPDATE "attestation" AS g SET "userId" = ${account}
      WHERE g."userId" = ${guest} AND NOT EXISTS
        (SELECT 1 FROM "attestation" WHERE "userId" = ${account} AND "scope" = g."scope")`,
    // an exercise is one whole: the account's own is kept. Its checks follow the run (ON UPDATE CASCADE).
    db.$executeRaw`
      UPDATE "exercise_run" AS g SET "userId" = ${account}
      WHERE g."userId" = ${guest} AND NOT EXISTS
        (SELECT 1 FROM "exercise_run" WHERE "userId" = ${account} AND "exercise" = g."exercise")`,
    // a place in a class goes along, unless the account has one there
    db.$executeRaw`
      UPDATE "class_place" AS g SET "userId" = ${account}
      WHERE g."userId" = ${guest} AND NOT EXISTS
        (SELECT 1 FROM "class_place" WHERE "userId" = ${account} AND "classId" = g."classId")`,
    db.session.deleteMany({ where: { userId: guest } }),
  ]);
}

/**
 * Files first, then the account, as retention does, which finishes what fails here (the backend
 * may be away).
 */
export async function forgetGuest(
  db: Database,
  backend: Pick<BackendClient, "remove">,
  guest: Owner,
): Promise<void> {
  await backend.remove(guest, "remove");
  await db.user.deleteMany({ where: { id: guest, isAnonymous: true } });
}
