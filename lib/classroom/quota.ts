/** What the workspaces of a class's learners may use (docs/decisions/033). */
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import { type Quota, quotaSchema, together } from "@/lib/protocol/quota";
import { runtime } from "@/lib/runtime/settings";

/** Throws for what no version of this site has written: it may have closed the outside. */
export const quotaOf = ({ quota }: { readonly quota: unknown }): Quota =>
  quotaSchema.parse(quota ?? {});

/** Of the classes that somebody learns in and that are not over. */
export async function quotaFor(
  db: Pick<Database, "classroom">,
  owner: Owner,
  settings = runtime().settings,
): Promise<Quota> {
  const classes = await db.classroom.findMany({
    where: { archivedAt: null, places: { some: { userId: owner } } },
    select: { quota: true },
  });
  return together(settings, classes.map(quotaOf));
}
