import { beforeEach, expect, it, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { forgetTheAbsent } from "./retention";

vi.setConfig({ testTimeout: 20_000 });

const day = 86_400_000;
const now = new Date("2026-06-01T00:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * day);
const none: WorkspaceView = { state: "none", filesKept: false, stopped: null };
const opened = testDatabase();
let asked: { owner: Owner; before: Date }[];
let refuse: (owner: Owner) => EscaleError | null;

beforeEach(async () => {
  asked = [];
  refuse = () => null;
  await opened.db.user.deleteMany();
});

async function user(
  id: string,
  options: { made: number; seen?: number; expires?: number; guest?: boolean; learned?: number },
) {
  const { made, seen = made, expires = -180, guest = true, learned } = options;
  await opened.db.user.create({
    data: {
      id,
      name: id,
      email: `${id}@guest.escale.invalid`,
      isAnonymous: guest,
      createdAt: ago(made),
      sessions: {
        create: {
          ...{ id: `s-${id}`, token: id },
          ...{ createdAt: ago(made), updatedAt: ago(seen), expiresAt: ago(expires) },
        },
      },
      ...(learned === undefined
        ? {}
        : { lessons: { create: { lesson: "a/b", visitedAt: ago(learned), commandsRun: [] } } }),
    },
  });
}

const forget = () =>
  forgetTheAbsent({
    db: opened.db,
    keepGuestsMs: 90 * day,
    now,
    backend: {
      forget: async (owner, before) => {
        asked.push({ owner, before });
        const error = refuse(owner);
        if (error) throw error;
        return none;
      },
    },
  });
const users = async () =>
  (await opened.db.user.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);

it("deletes guests who never came back, with their files, and nobody else", async () => {
  await user("absent", { made: 200, seen: 91 });
  await user("away", { made: 200, seen: 89 });
  await user("learned", { made: 200, seen: 120, learned: 3 });
  await user("new", { made: 1 });
  await user("named", { made: 400, seen: 300, guest: false });
  expect(await forget()).toEqual({ sessions: 0, guests: 1, inUse: 0 });
  expect(asked).toEqual([{ owner: "absent", before: ago(90) }]);
  expect(await users()).toEqual(["away", "learned", "named", "new"]);
  expect(await opened.db.session.count({ where: { userId: "absent" } })).toBe(0);
});

it("keeps a guest whose workspace is in use, whatever the session says", async () => {
  await user("a-idle", { made: 200 });
  await user("b-at-work", { made: 200 });
  await user("c-idle", { made: 200 });
  refuse = (owner) => (owner === "b-at-work" ? new EscaleError("in_use", "utilisé") : null);
  expect(await forget()).toMatchObject({ guests: 2, inUse: 1 });
  expect(await users()).toEqual(["b-at-work"]);
});

it("keeps a guest who learns in a class for as long as the class goes on", async () => {
  await user("a-pupil", { made: 200 });
  const place = { userId: "a-pupil", name: "Ada", token: "a" };
  const { id } = await opened.db.classroom.create({
    data: { name: "Groupe B", places: { create: place } },
  });
  expect(await forget()).toMatchObject({ guests: 0 });
  await opened.db.classroom.update({ where: { id }, data: { archivedAt: now } });
  expect(await forget()).toMatchObject({ guests: 1 });
});

it("keeps account and files together while the backend is away", async () => {
  await user("absent", { made: 200 });
  refuse = () => new EscaleError("backend_unavailable", "absent");
  await expect(forget()).rejects.toThrow("absent");
  expect(await users()).toEqual(["absent"]);
  refuse = () => null;
  await forget();
  expect(await users()).toEqual([]);
});

it("deletes sessions whose time is over, and leaves the account its time", async () => {
  await user("ended", { made: 30, expires: 1 });
  await user("open", { made: 30, expires: -1 });
  expect(await forget()).toEqual({ sessions: 1, guests: 0, inUse: 0 });
  expect((await opened.db.session.findMany()).map(({ userId }) => userId)).toEqual(["open"]);
  expect(await users()).toEqual(["ended", "open"]);
});

it("deletes links whose time is over", async () => {
  for (const [id, days] of Object.entries({ over: 1, open: -1 })) {
    const link = { id, identifier: id, value: "somebody", expiresAt: ago(days) };
    await opened.db.verification.create({ data: link });
  }
  await forget();
  expect((await opened.db.verification.findMany()).map(({ id }) => id)).toEqual(["open"]);
});

it("goes through any number of them", async () => {
  await opened.db.user.createMany({
    data: Array.from({ length: 250 }, (_, n) => ({
      ...{ id: `g${n}`, name: "g", email: `g${n}@guest.escale.invalid` },
      ...{ isAnonymous: true, createdAt: ago(100) },
    })),
  });
  refuse = (owner) => (owner.endsWith("7") ? new EscaleError("in_use", "utilisé") : null);
  expect(await forget()).toEqual({ sessions: 0, guests: 225, inUse: 25 });
});
