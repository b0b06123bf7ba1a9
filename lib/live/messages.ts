/**
 * What trainers say to their class, or to one of it, during a session. A command is a text like any
 * other: nothing runs it but the learner's own click.
 */
import { authorize } from "@/lib/authorization/authorize";
import { type Access, personGone, stillOpen } from "@/lib/classroom/access";
import { note } from "@/lib/classroom/journal";
import { counted } from "@/lib/content/counted";
import type { Database } from "@/lib/db/client";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import type { Message, NewMessage } from "@/lib/protocol/live";
import { messageKindSchema } from "@/lib/protocol/live";
import { once } from "@/lib/runtime/once";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { classChanged } from "./hub";
import type { OwnPlace } from "./own-classes";

/** A learner is shown what was sent since, ms. */
const shownMs = 12 * 3_600_000;
/** and at most so many, the newest */
const maxShown = 30;
const keptMs = 24 * 3_600_000;

declare global {
  interface EscaleShared {
    classMessages?: RateLimit;
  }
}

/** Of one trainer: as fast as somebody writes. */
const pace = () => once("classMessages", () => rateLimit(12, 4_000));

/** Throws EscaleError not_found, bad_request, too_many_requests. */
export async function sendMessage(access: Access, { to, kind, text }: NewMessage): Promise<void> {
  const { db, person, record, relations } = access;
  authorize(person, "class.send-message", relations);
  stillOpen(access);
  if (kind === "command" && text.split("\n").some((line) => hiddenIn(line, "line").length > 0))
    throw new EscaleError(
      "bad_request",
      "Cette commande contient des caractères invisibles. Retapez-la plutôt que de la coller.",
    );
  const plain =
    kind === "text" ? text.replace(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "") : text;
  const place =
    to === null
      ? null
      : await db.classPlace.findFirst({
          where: { id: to, classId: record.id, userId: { not: null } },
          select: { id: true, name: true, userId: true },
        });
  if (to !== null && place === null) throw personGone();
  if (!pace().take(person.id))
    throw new EscaleError(
      "too_many_requests",
      "Vous envoyez beaucoup de messages en peu de temps. Patientez quelques secondes, puis réessayez.",
    );
  await db.$transaction(async (tx) => {
    await note(tx, access, {
      action: kind === "command" ? "class.command" : "class.message",
      whom: place?.name,
      // what was said is gone after a day; what was proposed to be run can be looked up
      detail: kind === "command" ? plain : counted([...plain].length, "caractère", "caractères"),
    });
    await tx.classMessage.create({
      data: {
        classId: record.id,
        placeId: place?.id ?? null,
        author: person.name,
        kind,
        text: plain,
      },
    });
  });
  classChanged(record.id, place?.userId ?? null);
}

/** For whoever has these places, the oldest first. */
export async function messagesFor(
  db: Database,
  places: readonly OwnPlace[],
  now: number = Date.now(),
): Promise<Message[]> {
  if (places.length === 0) return [];
  const found = await db.classMessage.findMany({
    where: {
      sentAt: { gt: new Date(now - shownMs) },
      OR: places.flatMap(({ id, classId }) => [{ placeId: id }, { classId, placeId: null }]),
    },
    orderBy: { sentAt: "desc" },
    take: maxShown,
  });
  return found
    .map(({ id, classId, placeId, author, kind, text, sentAt }) => ({
      ...{ id, classId, author, text, personal: placeId !== null },
      kind: messageKindSchema.parse(kind),
      sentAt: sentAt.getTime(),
    }))
    .reverse();
}

/** Removes what is older than a day; how many. */
export async function forgetOldMessages(
  db: Pick<Database, "classMessage">,
  now: number = Date.now(),
): Promise<number> {
  const before = new Date(now - keptMs);
  return (await db.classMessage.deleteMany({ where: { sentAt: { lt: before } } })).count;
}
