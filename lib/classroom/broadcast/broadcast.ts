/**
 * The one terminal that is shown to a class, by one of its trainers: kept in the database, so that
 * it outlives reloads and restarts, and over by the trainer's word, or some time after their page
 * has said the last time that it is there. Nobody is shown anything that its owner has not named:
 * workspace and terminal, which the backend compares.
 */
import { type BackendClient, backend } from "@/lib/backend-client/client";
import { audienceSocketPath } from "@/lib/backend-client/watches";
import type { Database } from "@/lib/db/client";
import { classChanged } from "@/lib/live/hub";
import type { BroadcastAction } from "@/lib/protocol/broadcast";
import { EscaleError } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";
import type { ShownTerminal } from "@/lib/protocol/watch";
import { type Access, enter, type Person, stillOpen } from "../access";
import { noteEnd, noteStart, shownParts } from "./noted";

/** without a sign of the trainer's page, ms: a reload, a dead network, a lunch break not */
export const leftAfterMs = 3 * 60_000;

const alive = (now: Date) => ({ gt: new Date(now.getTime() - leftAfterMs) });

interface Kept {
  readonly userId: string;
  readonly seenAt: Date;
  readonly user: { readonly role: string };
}

/** Whose role was taken away, or who was taken out of the class, shows nothing any more. */
export const isShown = (
  { userId, seenAt, user }: Kept,
  trainers: readonly { readonly userId: string }[],
  now: Date,
): boolean =>
  seenAt > alive(now).gt &&
  ["trainer", "admin"].includes(user.role) &&
  trainers.some((trainer) => trainer.userId === userId);

/** Throws EscaleError not_found, bad_request, in_use, no_workspace. */
export async function actOnBroadcast(
  db: Database,
  person: Person,
  classId: string,
  action: BroadcastAction,
  { now = new Date(), client = backend() }: { now?: Date; client?: Workspaces } = {},
): Promise<void> {
  const access = await enter(db, person, classId, "terminal.broadcast");
  switch (action.action) {
    case "start":
      stillOpen(access);
      await start(access, action, now, client);
      break;
    case "keep":
      await keep(access, now);
      break;
    case "stop":
      await stop(access, now);
      break;
  }
  if (action.action !== "keep") classChanged(access.record.id);
}

type Workspaces = Pick<BackendClient, "workspace">;

async function start(
  access: Access,
  { workspace, terminal }: ShownTerminal,
  now: Date,
  client: Workspaces,
): Promise<void> {
  const { db, person, record } = access;
  const view = await client.workspace(ownerSchema.parse(person.id));
  const there =
    view.state === "running" &&
    view.id === workspace &&
    view.terminals.some(({ id }) => id === terminal);
  if (!there)
    throw new EscaleError(
      "no_workspace",
      "Ce terminal n’est plus ouvert. Rouvrez-le, puis diffusez-le.",
    );
  const classId = record.id;
  const mine = { userId: person.id, workspace, terminal, startedAt: now, seenAt: now };
  await db.$transaction(async (tx) => {
    const before = await tx.broadcast.findUnique({ where: { classId }, select: shownParts });
    // two trainers at the same moment: the row is made or changed by one of them
    const { count: taken } = await tx.broadcast.updateMany({
      where: { classId, OR: [{ userId: person.id }, { NOT: { seenAt: alive(now) } }] },
      data: mine,
    });
    const data = { classId, ...mine };
    if (taken === 0 && (await tx.broadcast.createMany({ data, skipDuplicates: true })).count === 0)
      throw new EscaleError(
        "in_use",
        `${before?.user.name ?? "Quelqu’un"} diffuse déjà son terminal à cette classe.`,
      );
    if (taken > 0 && before !== null) {
      const by = before.seenAt > alive(now).gt ? person : null;
      await noteEnd(tx, before, { by, now });
    }
    await noteStart(tx, access, terminal);
  });
}

/** By any trainer of the class: whose page is gone may not be there to do it. */
async function stop({ db, person, record }: Access, now: Date): Promise<void> {
  const where = { classId: record.id };
  await db.$transaction(async (tx) => {
    const before = await tx.broadcast.findUnique({ where, select: shownParts });
    const { count } = await tx.broadcast.deleteMany({ where });
    if (before !== null && count > 0) await noteEnd(tx, before, { by: person, now });
  });
}

/** Those whose trainers have not been heard of for so long that they are over; how many. */
export async function endLeftBroadcasts(db: Database, now: Date = new Date()): Promise<number> {
  const left = { NOT: { seenAt: alive(now) } };
  const found = await db.broadcast.findMany({
    where: left,
    select: { classId: true, ...shownParts },
  });
  let ended = 0;
  for (const { classId, ...shown } of found)
    await db.$transaction(async (tx) => {
      const { count } = await tx.broadcast.deleteMany({
        where: { ...left, classId, startedAt: shown.startedAt },
      });
      if (count === 0) return;
      ended += count;
      await noteEnd(tx, shown, { by: null, now });
    });
  return ended;
}

/** Only one's own, and only while it is not over. */
async function keep({ db, person, record }: Access, now: Date): Promise<void> {
  const { count } = await db.broadcast.updateMany({
    where: { classId: record.id, userId: person.id, seenAt: alive(now) },
    data: { seenAt: now },
  });
  if (count === 0) throw new EscaleError("not_found", "Cette diffusion est terminée.");
}

/** Where it is at the backend, for somebody of the class; null: nothing is shown, or not to them. */
export async function broadcastSocket(
  db: Database,
  person: Person,
  classId: string,
  now: Date = new Date(),
): Promise<string | null> {
  const { record } = await enter(db, person, classId, "broadcast.read");
  if (record.archivedAt !== null) return null;
  const shown = await db.broadcast.findUnique({
    where: { classId: record.id },
    include: {
      user: { select: { role: true } },
      class: { select: { trainers: { select: { userId: true } } } },
    },
  });
  if (shown === null || !isShown(shown, shown.class.trainers, now)) return null;
  const { userId, workspace, terminal } = shown;
  return audienceSocketPath(ownerSchema.parse(userId), workspace, terminal);
}
