/** What there is of one learner, in numbers, for the page on their data. */
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";

export interface About {
  /** null: a guest */
  name: string | null;
  email: string | null;
  since: Date;
  lessons: number;
  exercises: number;
  quizzes: number;
  attestations: number;
  sessions: number;
}

/** null: there is no such account (any more). */
export async function aboutOwner(db: Database, owner: Owner): Promise<About | null> {
  const user = await db.user.findUnique({
    where: { id: owner },
    select: {
      ...{ name: true, email: true, isAnonymous: true, createdAt: true },
      _count: {
        select: {
          lessons: true,
          exercises: true,
          quizzes: true,
          attestations: true,
          sessions: true,
        },
      },
    },
  });
  if (user === null) return null;
  const guest = user.isAnonymous === true;
  return {
    name: guest ? null : user.name,
    email: guest ? null : user.email,
    since: user.createdAt,
    ...user._count,
  };
}
