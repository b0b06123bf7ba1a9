/** Watching a learner's terminals, as web lets it: who may, for how long, and what is noted of it. */
import { mkdirSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { auth } from "@/lib/auth/auth";
import { currentUser } from "@/lib/auth/current-user";
import { createGuest } from "@/lib/auth/session";
import { othersSocket } from "@/lib/classroom/others-socket";
import { watchNews } from "@/lib/classroom/watch/news";
import { watchesOf } from "@/lib/classroom/watch/record";
import { mayWatch } from "@/lib/classroom/watch/right";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import type { WatchMessage } from "@/lib/protocol/watch";
import { runtime } from "@/lib/runtime/settings";
import { POST as wantKeyboard } from "./classes/[id]/watch/[place]/[watch]/keyboard/route";
import { GET as watch } from "./classes/[id]/watch/[place]/route";
import { fromElsewhere, fromPage, origin } from "./testing";

vi.setConfig({ testTimeout: 60_000 });
testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);

const watchId = "0123456789abcdef";
const socketOf = (classId: string, place: string, terminal: number) =>
  ({ kind: "watched", watch: watchId, classId, place, terminal }) as const;
const events = { accept: "text/event-stream" };

/** what the backend was asked, and its watches that are open */
let asked: { method: string; url: string; body: unknown }[];
let open: ServerResponse[];
let backend: Server;

function say(keyboard: unknown): void {
  const view = { kind: "view", watch: watchId, workspace: null, present: true, keyboard };
  for (const each of open) each.write(`data: ${JSON.stringify(view)}\n\n`);
}
const none = { state: "none", last: null };

beforeAll(() => {
  mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
});
beforeEach(async () => {
  asked = [];
  open = [];
  backend = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    asked.push({
      ...{ method: request.method ?? "", url: request.url ?? "" },
      body: text === "" ? undefined : JSON.parse(text),
    });
    if (!request.url?.endsWith("/watches")) return response.writeHead(204).end();
    response.writeHead(200, { "content-type": "text/event-stream" });
    open.push(response);
    response.on("close", () => open.splice(open.indexOf(response), 1));
    say(none);
  });
  await new Promise<void>((done) => backend.listen(runtime().paths.backendSocket, done));
  return async () => {
    backend.closeAllConnections();
    await new Promise((done) => backend.close(done));
    await (await database()).auditEntry.deleteMany();
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

interface Scene {
  ada: Someone;
  lea: Someone;
  classId: string;
  place: string;
}
let count = 0;
async function classOf(): Promise<Scene> {
  const [ada, lea] = [await person("Ada Durand", "trainer"), await person("Léa", "learner")];
  const made = await (await database()).classroom.create({
    data: {
      name: "Groupe B",
      trainers: { create: { userId: ada.id } },
      places: { create: { userId: lea.id, name: "Léa Petit", token: `jeton-${count++}` } },
    },
    include: { places: true },
  });
  return { ada, lea, classId: made.id, place: made.places[0]?.id ?? "" };
}

const headersOf = (who: Someone | null, more: Record<string, string> = {}) => ({
  ...{ host: "localhost:3000", ...more },
  ...(who === null ? {} : { cookie: who.cookie }),
});
const look = (
  who: Someone | null,
  id: string,
  place: string,
  more: Record<string, string> = events,
) =>
  watch(
    new Request(`${origin}/api/classes/${id}/watch/${place}`, { headers: headersOf(who, more) }),
    { params: Promise.resolve({ id, place }) },
  );
const want = (
  who: Someone | null,
  id: string,
  place: string,
  body: unknown = { wanted: true },
  { name = watchId, more = fromPage }: { name?: string; more?: Record<string, string> } = {},
) =>
  wantKeyboard(
    new Request(`${origin}/api/classes/${id}/watch/${place}/${name}/keyboard`, {
      method: "POST",
      headers: headersOf(who, { "content-type": "application/json", ...more }),
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({ id, place, watch: name }) },
  );

/** The stream as the page reads it, with the right asked for every few ms. */
async function watching({ ada, classId, place }: Scene) {
  const db = await database();
  const leave = new AbortController();
  const ask = async () => {
    const user = await currentUser(new Headers(headersOf(ada)));
    if (user === null) throw new Error("no session");
    return { user, watched: await mayWatch(db, user, classId, place) };
  };
  const news = watchNews({ db, classId, ask, signal: leave.signal, recheckMs: 20 });
  const heard: WatchMessage[] = [];
  const over = (async () => {
    for await (const each of news) heard.push(each);
  })();
  await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 5_000 });
  return { heard, over, leave: () => leave.abort() };
}

const journal = async () =>
  (await (await database()).auditEntry.findMany({ orderBy: { id: "asc" } })).map(
    ({ action, actorName, subject, detail }) => [action, actorName, subject, detail].join(" | "),
  );

describe("who may watch", () => {
  it("a trainer of the class, by the name that the learner is told", async () => {
    const { ada, lea, classId, place } = await classOf();
    const answer = await look(ada, classId, place);
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    while (reader && !text.includes("data:")) text += decoder.decode((await reader.read()).value);
    expect(text).toContain(watchId);
    expect(asked).toEqual([
      {
        ...{ method: "POST", url: `/v1/owners/${lea.id}/watches` },
        body: { watcher: ada.id, name: "Ada Durand" },
      },
    ]);
    await reader?.cancel();
    await vi.waitFor(() => expect(open).toEqual([]));
  });

  it("nobody else, whatever they name, and nothing is told or noted", async () => {
    const { ada, lea, classId, place } = await classOf();
    const other = await classOf();
    const admin = await person("Le gérant", "admin");
    const max = await person("Max", "learner");
    await (await database()).classPlace.create({
      data: { classId, userId: max.id, name: "Max", token: `jeton-${count++}` },
    });
    const attempts: [string, Someone | null, string, string, number][] = [
      ["nobody signed in", null, classId, place, 401],
      ["a trainer of another class", other.ada, classId, place, 404],
      ["their own class with another's place", other.ada, other.classId, place, 404],
      ["an admin who does not teach it", admin, classId, place, 404],
      ["a learner of the class", max, classId, place, 404],
      ["the learner's own account in the trainer's way", lea, classId, place, 404],
      ["an account's id in place of a place", ada, classId, lea.id, 404],
      ["a place that does not exist", ada, classId, "x", 404],
      ["a class that climbs", ada, "../x", place, 404],
    ];
    for (const [what, who, id, seat, status] of attempts) {
      expect((await look(who, id, seat)).status, what).toBe(status);
      expect((await want(who, id, seat)).status, what).toBe(status);
      const socket = socketOf(id, seat, 1);
      expect(await othersSocket(new Headers(headersOf(who)), socket), what).toBeNull();
    }
    expect(asked).toEqual([]);
    expect(await journal()).toEqual([]);
  });

  it("not whose role was taken away, nor in a class that is over, nor at an empty place", async () => {
    const { ada, classId, place } = await classOf();
    const db = await database();
    const refused = async (status: number) => {
      expect((await look(ada, classId, place)).status).toBe(status);
      expect((await want(ada, classId, place)).status).toBe(status);
    };
    await db.user.update({ where: { id: ada.id }, data: { role: "learner" } });
    await refused(404);
    await db.user.update({ where: { id: ada.id }, data: { role: "trainer" } });
    await db.classroom.update({ where: { id: classId }, data: { archivedAt: new Date() } });
    await refused(400);
    await db.classroom.update({ where: { id: classId }, data: { archivedAt: null } });
    await db.classPlace.update({ where: { id: place }, data: { userId: null } });
    await refused(404);
    expect(asked).toEqual([]);
  });

  it("not from another site, nor as a page that somebody was led to", async () => {
    const { ada, classId, place } = await classOf();
    for (const more of [
      { accept: "text/html" },
      {},
      { ...events, "sec-fetch-site": "cross-site" },
      { ...events, "sec-fetch-site": "same-site" },
      { ...events, "sec-fetch-site": "none" },
    ])
      expect((await look(ada, classId, place, more)).status).toBe(403);
    for (const more of fromElsewhere)
      expect((await want(ada, classId, place, { wanted: true }, { more })).status).toBe(403);
    expect(asked).toEqual([]);
    expect(await journal()).toEqual([]);
  });

  it("asks for the keyboard in their own name, and can do no more than ask", async () => {
    const { ada, lea, classId, place } = await classOf();
    for (const body of [{}, { wanted: 1 }, { wanted: true, watcher: lea.id }, { grant: true }, []])
      expect((await want(ada, classId, place, body)).status).toBe(400);
    for (const name of ["x", "../watches", "0123456789ABCDEF"])
      expect((await want(ada, classId, place, { wanted: true }, { name })).status).toBe(404);
    expect(asked).toEqual([]);
    expect((await want(ada, classId, place)).status).toBe(204);
    expect(asked).toEqual([
      {
        ...{ method: "POST", url: `/v1/owners/${lea.id}/watches/${watchId}/keyboard` },
        body: { watcher: ada.id, wanted: true },
      },
    ]);
    expect(await othersSocket(new Headers(headersOf(ada)), socketOf(classId, place, 2))).toBe(
      `/v1/owners/${lea.id}/watches/${watchId}/by/${ada.id}/terminals/2/socket`,
    );
  });
});

describe("a watch", () => {
  it("is in the journal and among the learner's data, with the keyboard, from when to when", async () => {
    const scene = await classOf();
    const { over, leave } = await watching(scene);
    expect(await journal()).toEqual([
      "terminal.watch | Ada Durand | Léa Petit | dans la classe Groupe B",
    ]);
    say({ state: "shared", since: new Date().toISOString() });
    await vi.waitFor(async () => expect(await journal()).toHaveLength(2));
    say(none);
    leave();
    await over;
    expect((await journal()).slice(1)).toEqual([
      "terminal.share | Ada Durand | Léa Petit | dans la classe Groupe B",
      "terminal.watch-end | Ada Durand | Léa Petit | dans la classe Groupe B, au bout de 1\u00a0min",
    ]);
    const [line] = await watchesOf(await database(), scene.lea.id);
    expect(line).toMatchObject({ watcher: "Ada Durand", className: "Groupe B", shared: true });
    expect(line?.endedAt.getTime()).toBeGreaterThanOrEqual(line?.startedAt.getTime() ?? 0);
    expect(await watchesOf(await database(), scene.ada.id)).toEqual([]);
  });

  const losses: [string, (scene: Scene) => Promise<unknown>][] = [
    [
      "the trainer is removed from the class",
      async ({ classId }) => (await database()).classTrainer.deleteMany({ where: { classId } }),
    ],
    [
      "the trainer's role is taken away",
      async ({ ada }) =>
        (await database()).user.update({ where: { id: ada.id }, data: { role: "learner" } }),
    ],
    [
      "the learner leaves",
      async ({ place }) => (await database()).classPlace.delete({ where: { id: place } }),
    ],
    [
      "somebody else takes the place",
      async ({ place, ada }) =>
        (await database()).classPlace.update({ where: { id: place }, data: { userId: ada.id } }),
    ],
    [
      "the class is archived",
      async ({ classId }) =>
        (await database()).classroom.update({
          where: { id: classId },
          data: { archivedAt: new Date() },
        }),
    ],
    [
      "the class is deleted",
      async ({ classId }) => (await database()).classroom.delete({ where: { id: classId } }),
    ],
  ];
  it.each(losses)("ends at once where %s", async (_, lose) => {
    const scene = await classOf();
    const { heard, over } = await watching(scene);
    await lose(scene);
    await over;
    expect(heard.at(-1)).toMatchObject({ kind: "over", final: true });
    await vi.waitFor(() => expect(open).toEqual([]));
    expect((await journal()).at(-1)).toContain("terminal.watch-end");
  });

  it("that the backend does not give or ends is over, and may be begun anew", async () => {
    const scene = await classOf();
    const first = await watching(scene);
    backend.closeAllConnections();
    await first.over;
    expect(first.heard.at(-1)).toMatchObject({ kind: "over", final: false });
    const second = await watching(scene);
    second.leave();
    await second.over;
    expect(await journal()).toHaveLength(4);
  });
});
