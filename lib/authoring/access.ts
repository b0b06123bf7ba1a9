/**
 * How somebody stands to a trainer's lesson, and whether they may do what they ask. Every reading and
 * writing of a draft goes through here.
 */
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import type { Relation } from "@/lib/authorization/table";
import type { Database } from "@/lib/db/client";
import { authoredIdSchema } from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";

export type Author = Pick<CurrentUser, "id" | "name" | "role" | "guest">;

export interface LessonRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly title: string;
  readonly updatedAt: Date;
}

export interface LessonAccess {
  readonly db: Database;
  readonly author: Author;
  readonly lesson: LessonRecord;
  /** whether it is somebody else's */
  readonly others: boolean;
}

/**
 * The lesson, for its owner or an admin. To change it one has to be a trainer still; to read it, take
 * it away or delete it, not. Throws EscaleError not_found, forbidden.
 */
export async function enterLesson(
  db: Database,
  author: Author,
  id: string,
  to: "read" | "change" = "read",
): Promise<LessonAccess> {
  const lesson = await db.authoredLesson.findUnique({
    // what no identifier looks like is no lesson either
    where: { id: authoredIdSchema.safeParse(id).data ?? "" },
    select: { id: true, ownerId: true, title: true, updatedAt: true },
  });
  const relations: Relation[] = lesson?.ownerId === author.id ? ["self"] : [];
  authorize(author, "content.manage", relations);
  if (lesson === null) throw noLesson();
  if (to === "change") authorize(author, "content.create");
  return { db, author, lesson, others: lesson.ownerId !== author.id };
}

export const noLesson = () =>
  new EscaleError("not_found", "Cette page n’existe pas, ou vous n’y avez pas accès.");
