/** What is shown now to the classes of one person: carried to their pages by their own stream (lib/live/own-news.ts). */
import { mayDo } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import type { BroadcastNews } from "@/lib/protocol/broadcast";
import type { Person } from "../access";
import { isShown } from "./broadcast";

export async function readBroadcastNews(
  db: Database,
  person: Person,
  now: Date = new Date(),
): Promise<BroadcastNews> {
  const gives = mayDo(person, "terminal.broadcast", ["classTrainer"]);
  const found = await db.classroom.findMany({
    where: {
      archivedAt: null,
      OR: [
        { places: { some: { userId: person.id } } },
        ...(gives ? [{ trainers: { some: { userId: person.id } } }] : []),
      ],
    },
    select: {
      id: true,
      name: true,
      trainers: { select: { userId: true } },
      broadcast: { include: { user: { select: { name: true, role: true } } } },
    },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
  return {
    teaches: found.flatMap(({ id, name, trainers }) =>
      gives && trainers.some(({ userId }) => userId === person.id) ? [{ id, name }] : [],
    ),
    broadcasts: found.flatMap(({ id, name, broadcast, trainers }) => {
      if (broadcast === null || !isShown(broadcast, trainers, now)) return [];
      const { userId, user, workspace, terminal, startedAt } = broadcast;
      const mine = userId === person.id ? { workspace, terminal } : null;
      return [
        {
          ...{ classId: id, className: name, name: user.name, mine },
          since: startedAt.toISOString(),
        },
      ];
    }),
  };
}
