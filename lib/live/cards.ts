/** The places of a class as the trainers' grid shows them. */
import { itemOf, itemsFor } from "@/lib/classroom/items";
import type { Database } from "@/lib/db/client";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import type { LiveCard } from "@/lib/protocol/live";
import { raisedAt } from "./hands";
import { presence } from "./presence";
import { readWork, type Where } from "./work";
import { workspaceStates } from "./workspaces";

export interface Member {
  place: string;
  name: string;
  /** null: nobody has come yet */
  owner: Owner | null;
  handRaisedAt: number | null;
}

/** Whoever calls has made sure that it may be seen. */
export async function readMembers(db: Database, classId: string): Promise<Member[]> {
  const found = await db.classPlace.findMany({
    where: { classId },
    select: { id: true, name: true, userId: true, handRaisedAt: true },
  });
  return found.map(({ id, name, userId, handRaisedAt }) => ({
    ...{ place: id, name },
    owner: userId === null ? null : ownerSchema.parse(userId),
    handRaisedAt: raisedAt(handRaisedAt),
  }));
}

export async function cardsOf(
  db: Database,
  members: readonly Member[],
  now: number = Date.now(),
): Promise<LiveCard[]> {
  const book = presence();
  const seen = members.map((member) => ({
    member,
    there: member.owner === null ? null : book.of(member.owner, now),
  }));
  const places = seen.flatMap(({ member: { owner }, there }): Where[] =>
    owner === null || !there || there.lesson === null
      ? []
      : [{ owner, lesson: there.lesson, arrivedAt: there.arrivedAt }],
  );
  const [work, states, items] = await Promise.all([
    readWork(db, places),
    workspaceStates(),
    itemsFor(
      db,
      places.map(({ lesson }) => ({ target: lesson })),
    ),
  ]);
  return seen.map(({ member: { place, name, owner, handRaisedAt }, there }) => {
    const lesson = there?.lesson ?? null;
    const item = lesson === null ? null : itemOf(items, { kind: "lesson", target: lesson });
    return {
      ...{ place, name, handRaisedAt },
      waiting: owner === null,
      presence: there?.state ?? "away",
      // a sign of life each few seconds is no news by itself
      seenAt: there && ["left", "lost"].includes(there.state) ? there.seenAt : null,
      workspace: owner === null || there === null ? null : states(owner),
      lesson: item && { title: item.title, href: item.href },
      work: (owner !== null && work.get(owner)) || null,
      commands: [...(there?.commands ?? [])],
    };
  });
}
