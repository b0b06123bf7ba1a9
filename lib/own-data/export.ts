/** Everything that the database holds of one learner, but for what would let somebody sign in. */
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";

const about =
  "Tout ce qu’Escale garde de vous, hormis les fichiers de votre dossier personnel, qui se téléchargent à part, et les secrets de connexion (jetons, empreinte de mot de passe).";

/** Throws Prisma’s P2025 when there is no such account (any more). */
export async function exportOf(db: Database, owner: Owner, now: Date = new Date()) {
  const own = { userId: true } as const;
  const account = await db.user.findUniqueOrThrow({
    where: { id: owner },
    include: {
      sessions: { omit: { ...own, token: true } },
      accounts: { select: { providerId: true, createdAt: true, updatedAt: true } },
      lessons: { omit: own, orderBy: { visitedAt: "asc" } },
      exercises: {
        omit: own,
        include: { checks: { omit: { ...own, exercise: true } } },
        orderBy: { startedAt: "asc" },
      },
      quizzes: { omit: own, orderBy: { firstAt: "asc" } },
      attestations: { omit: own },
      deletion: { omit: own },
      taught: { select: { addedAt: true, class: { select: { name: true } } } },
      // the link that a place was taken by opens nothing any more, and is nobody's to read
      places: {
        omit: { ...own, token: true },
        include: {
          class: { select: { name: true } },
          messages: { omit: { classId: true, placeId: true }, orderBy: { sentAt: "asc" } },
        },
      },
      authored: {
        omit: { ownerId: true },
        include: {
          files: { select: { path: true, text: true } },
          proof: { select: { status: true, startedAt: true } },
        },
      },
      watched: { omit: own, orderBy: { startedAt: "asc" } },
      broadcasts: { omit: own, include: { class: { select: { name: true } } } },
    },
  });
  return { about, format: "escale-export", version: 1, exportedAt: now.toISOString(), account };
}
