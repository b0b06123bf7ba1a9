/** A trainer's own terminal shown to a class: who may begin, see and end it, and for how long. */
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { endLeftBroadcasts } from "@/lib/classroom/broadcast/broadcast";
import { othersSocket } from "@/lib/classroom/others-socket";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { onClass } from "@/lib/live/hub";
import { type OwnNews, ownNewsSchema } from "@/lib/protocol/own-news";
import { runtime } from "@/lib/runtime/settings";
import { POST as act } from "./classes/[id]/broadcast/route";
import { GET as getOwnEvents } from "./live/events/route";
import { type Heard, hear } from "./live/testing";
import { fromElsewhere, fromPage, origin } from "./testing";

vi.setConfig({ testTimeout: 60_000 });
testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);

const workspace = "0123456789ab";
const limits = { memoryBytes: 1, cpus: 1, pids: 1, containers: 1, terminals: 8 };
const view = {
  ...{ state: "running", id: workspace, openedAt: "2030-01-01T12:00:00Z", limits, ports: [] },
  ...{ idleStopsAt: "2030-01-01T13:00:00Z", idleWarningMs: 0 },
  terminals: [{ id: 3, alive: true }],
};
const start = { action: "start", workspace, terminal: 3 };

let backend: Server;
const open: Heard<OwnNews>[] = [];
beforeAll(() => {
  mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
});
beforeEach(async () => {
  await (await database()).classroom.deleteMany();
  backend = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(view));
  });
  await new Promise<void>((done) => backend.listen(runtime().paths.backendSocket, done));
  return async () => {
    for (const stream of open.splice(0)) await stream.leave();
    backend.closeAllConnections();
    await new Promise((done) => backend.close(done));
  };
});

interface Someone {
  id: string;
  cookie: string;
}
async function person(name: string, role: "learner" | "trainer" | "admin"): Promise<Someone> {
  const { owner: id, setCookies } = await createGuest(
    new Headers({ host: "localhost:3000" }),
    auth,
  );
  await (await database()).user.update({
    where: { id },
    data: { name, role, isAnonymous: false, email: `${id.toLowerCase()}@example.org` },
  });
  return { id, cookie: setCookies.map((each) => each.split(";")[0]).join("; ") };
}
let count = 0;
async function classOf() {
  const [ada, lea] = [await person("Ada Durand", "trainer"), await person("Léa", "learner")];
  const made = await (await database()).classroom.create({
    data: {
      name: "Groupe B",
      trainers: { create: { userId: ada.id } },
      places: { create: { userId: lea.id, name: "Léa", token: `jeton-${count++}` } },
    },
  });
  return { ada, lea, id: made.id };
}

const headersOf = (who: Someone | null) => ({
  host: "localhost:3000",
  ...(who === null ? {} : { cookie: who.cookie }),
});
const send = async (
  who: Someone | null,
  id: string,
  body: unknown,
  more: Record<string, string> = fromPage,
) => {
  const headers = { ...headersOf(who), "content-type": "application/json", ...more };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const request = new Request(`${origin}/api/classes/${id}/broadcast`, init);
  return (await act(request, { params: Promise.resolve({ id }) })).status;
};

async function listen(who: Someone | null): Promise<Heard<OwnNews>> {
  const gone = new AbortController();
  const init = { headers: headersOf(who), signal: gone.signal };
  const heard = hear(
    await getOwnEvents(new Request(`${origin}/api/live/events`, init)),
    ownNewsSchema,
    gone,
  );
  open.push(heard);
  return heard;
}
/** What a page of theirs is told first. */
async function newsOf(who: Someone | null) {
  const heard = await listen(who);
  const news = await heard.next();
  if (news === null) throw new Error("nothing was told");
  await heard.leave();
  return news.broadcasts;
}
const socketOf = (who: Someone | null, classId: string) =>
  othersSocket(new Headers(headersOf(who)), { kind: "shown", classId });

describe("a broadcast", () => {
  it("is told to the class, seen by it, and ended by its trainer", async () => {
    const { ada, lea, id } = await classOf();
    expect(await newsOf(lea)).toEqual({ broadcasts: [], teaches: [] });
    expect((await newsOf(ada)).teaches).toEqual([{ id, name: "Groupe B" }]);
    expect(await socketOf(lea, id)).toBeNull();
    const changed = vi.fn();
    const stop = onClass(changed);
    expect(await send(ada, id, start)).toBe(204);
    const told = { classId: id, className: "Groupe B", name: "Ada Durand" };
    expect((await newsOf(lea)).broadcasts).toMatchObject([{ ...told, mine: null }]);
    expect((await newsOf(ada)).broadcasts).toMatchObject([{ mine: { workspace, terminal: 3 } }]);
    const path = `/v1/owners/${ada.id}/audience/${workspace}/terminals/3/socket`;
    expect(await socketOf(lea, id)).toBe(path);
    expect(await send(ada, id, { action: "keep" })).toBe(204);
    expect(await send(ada, id, { action: "stop" })).toBe(204);
    expect(changed.mock.calls).toEqual([
      [{ classId: id, owner: null }],
      [{ classId: id, owner: null }],
    ]);
    stop();
    expect((await newsOf(lea)).broadcasts).toEqual([]);
    expect(await socketOf(lea, id)).toBeNull();
    expect(await send(ada, id, { action: "keep" })).toBe(404);
  });

  it("is heard of on pages that were open before, at once, and its end", async () => {
    const { ada, lea, id } = await classOf();
    const [hers, mine] = [await listen(lea), await listen(ada)];
    await Promise.all([hers.next(), mine.next()]);
    await send(ada, id, start);
    for (const [stream, seen] of [
      [hers, null],
      [mine, { workspace, terminal: 3 }],
    ] as const)
      expect((await stream.next())?.broadcasts.broadcasts).toMatchObject([{ mine: seen }]);
    // a sign of life is no news
    await send(ada, id, { action: "keep" });
    await send(ada, id, { action: "stop" });
    for (const stream of [hers, mine])
      expect((await stream.next())?.broadcasts.broadcasts).toEqual([]);
  });

  it("is of a terminal of one's own that is there", async () => {
    const { ada, id } = await classOf();
    for (const other of [{ terminal: 4 }, { workspace: "ba9876543210" }])
      expect(await send(ada, id, { ...start, ...other })).toBe(409);
    for (const body of [
      {},
      { action: "start" },
      { ...start, terminal: 0 },
      { ...start, workspace: "../x" },
      { ...start, owner: "lea" },
      { action: "keep", workspace },
      { action: "grant" },
    ])
      expect(await send(ada, id, body)).toBe(400);
  });

  it("is one at a time, of whichever trainer was first", async () => {
    const { ada, lea, id } = await classOf();
    const bob = await person("Bob", "trainer");
    await (await database()).classTrainer.create({ data: { classId: id, userId: bob.id } });
    const both = await Promise.all([send(ada, id, start), send(bob, id, start)]);
    expect(both.sort()).toEqual([204, 409]);
    expect((await newsOf(lea)).broadcasts).toHaveLength(1);
    // either can end it
    expect(await send(bob, id, { action: "stop" })).toBe(204);
    expect(await send(bob, id, start)).toBe(204);
    expect((await newsOf(lea)).broadcasts).toMatchObject([{ name: "Bob" }]);
  });

  it("is over some minutes after the last sign of its trainer's page", async () => {
    const { ada, lea, id } = await classOf();
    await send(ada, id, start);
    const db = await database();
    await db.broadcast.updateMany({ data: { seenAt: new Date(Date.now() - 2 * 60_000) } });
    expect(await socketOf(lea, id)).not.toBeNull();
    await db.broadcast.updateMany({ data: { seenAt: new Date(Date.now() - 4 * 60_000) } });
    expect(await socketOf(lea, id)).toBeNull();
    expect((await newsOf(lea)).broadcasts).toEqual([]);
    expect(await send(ada, id, { action: "keep" })).toBe(404);
    const bob = await person("Bob", "trainer");
    await db.classTrainer.create({ data: { classId: id, userId: bob.id } });
    expect(await send(bob, id, start)).toBe(204);
  });
});

describe("in the journal", () => {
  const noted = async () => {
    const db = await database();
    const entries = await db.auditEntry.findMany({
      where: { action: { startsWith: "class.broadcast" } },
      orderBy: { id: "asc" },
    });
    await db.auditEntry.deleteMany();
    return entries.map(({ actorName, action, subject, detail }) =>
      [actorName, action, subject, detail].join(" | ").replaceAll("\u00a0", " "),
    );
  };
  const begun = "Ada Durand | class.broadcast | classe Groupe B | terminal 3";
  beforeEach(noted);

  it("are its beginning and its end, by whoever ended it, and nothing that was refused", async () => {
    const { ada, lea, id } = await classOf();
    const bob = await person("Bob", "trainer");
    await (await database()).classTrainer.create({ data: { classId: id, userId: bob.id } });
    await send(ada, id, start);
    for (const [who, body] of [
      [bob, start],
      [lea, { action: "stop" }],
      [ada, { ...start, terminal: 4 }],
      [ada, { action: "keep" }],
    ] as const)
      await send(who, id, body);
    expect(await noted()).toEqual([begun]);
    await send(bob, id, { action: "stop" });
    await send(bob, id, { action: "stop" });
    expect(await noted()).toEqual([
      "Bob | class.broadcast-end | Ada Durand, classe Groupe B | au bout de 1 min",
    ]);
    // another begins where one was: that one is over
    await send(ada, id, start);
    await send(ada, id, start);
    await send(ada, id, { action: "stop" });
    const ended = "Ada Durand | class.broadcast-end | classe Groupe B | au bout de 1 min";
    expect(await noted()).toEqual([begun, ended, begun, ended]);
  });

  it("is the end of one that was left alone, once, at the last sign of its page", async () => {
    const { ada, id } = await classOf();
    const db = await database();
    await send(ada, id, start);
    const now = Date.now();
    const [startedAt, seenAt] = [new Date(now - 14 * 60_000), new Date(now - 4 * 60_000)];
    await db.broadcast.updateMany({ data: { startedAt, seenAt: new Date(now - 2 * 60_000) } });
    expect(await endLeftBroadcasts(db)).toBe(0);
    await db.broadcast.updateMany({ data: { seenAt } });
    expect(await endLeftBroadcasts(db)).toBe(1);
    expect(await endLeftBroadcasts(db)).toBe(0);
    const left = "classe Groupe B | au bout de 10 min, sa page étant fermée";
    expect(await noted()).toEqual([begun, `Ada Durand | class.broadcast-end | ${left}`]);
  });
});

describe("nobody else", () => {
  it("begins, keeps, ends or sees it", async () => {
    const { ada, lea, id } = await classOf();
    const other = await classOf();
    const admin = await person("Le gérant", "admin");
    const theirs = await listen(other.lea);
    await theirs.next();
    await send(ada, id, start);
    for (const [who, status] of [
      [null, 401],
      [lea, 404],
      [other.ada, 404],
      [other.lea, 404],
      [admin, 404],
    ] as const) {
      for (const body of [start, { action: "keep" }, { action: "stop" }])
        expect(await send(who, id, body)).toBe(status);
      if (who === lea) continue;
      expect(await socketOf(who, id)).toBeNull();
      expect((await newsOf(who)).broadcasts).toEqual([]);
    }
    // a page of another class hears of its own alone
    await send(other.ada, other.id, start);
    expect((await theirs.next())?.broadcasts.broadcasts).toMatchObject([{ classId: other.id }]);
    for (const more of fromElsewhere)
      expect(await send(ada, id, { action: "stop" }, more)).toBe(403);
    expect(await socketOf(lea, id)).not.toBeNull();
  });

  it("is shown the terminal of whoever does not teach there any more, nor in a class that is over", async () => {
    const { ada, lea, id } = await classOf();
    const db = await database();
    await send(ada, id, start);
    const seen = async () => [
      (await socketOf(lea, id)) !== null,
      (await newsOf(lea)).broadcasts.length,
    ];
    expect(await seen()).toEqual([true, 1]);
    await db.classTrainer.deleteMany({ where: { classId: id } });
    expect(await seen()).toEqual([false, 0]);
    await db.classTrainer.create({ data: { classId: id, userId: ada.id } });
    await db.user.update({ where: { id: ada.id }, data: { role: "learner" } });
    expect(await seen()).toEqual([false, 0]);
    expect(await newsOf(ada)).toEqual({ broadcasts: [], teaches: [] });
    await db.user.update({ where: { id: ada.id }, data: { role: "trainer" } });
    await db.classroom.update({ where: { id }, data: { archivedAt: new Date() } });
    expect(await seen()).toEqual([false, 0]);
    expect(await send(ada, id, start)).toBe(400);
  });
});
