/** What a learner's page says of itself, taken in for the classes that they are in. */
import { itemsFor } from "@/lib/classroom/items";
import type { Database } from "@/lib/db/client";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { itemKey } from "@/lib/protocol/classroom";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { PresenceReport } from "@/lib/protocol/live";
import { once } from "@/lib/runtime/once";
import { countOwnClasses } from "./own-classes";
import { presence } from "./presence";

declare global {
  interface EscaleShared {
    presenceReports?: RateLimit;
  }
}

/** Of one account: a few pages, each each eight seconds and on what is typed. */
const pace = () => once("presenceReports", () => rateLimit(30, 500));

/**
 * How many classes are told; none: nothing is kept, and the page may stop. Throws EscaleError
 * too_many_requests.
 */
export async function reportPresence(
  db: Database,
  owner: Owner,
  report: PresenceReport,
): Promise<number> {
  if (!pace().take(owner))
    throw new EscaleError(
      "too_many_requests",
      "Cette page donne trop souvent de ses nouvelles. Rechargez-la.",
    );
  const classes = await countOwnClasses(db, owner);
  if (classes === 0) {
    presence().forget(owner);
    return 0;
  }
  const { lesson } = report;
  // a lesson that neither the course nor a trainer has is none
  const known =
    lesson !== null &&
    (await itemsFor(db, [{ target: lesson }])).has(itemKey({ kind: "lesson", target: lesson }));
  presence().report(owner, { ...report, lesson: known ? lesson : null });
  return classes;
}
