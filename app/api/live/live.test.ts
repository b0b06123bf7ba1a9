/** A class seen live: what passes between a learner's page and their trainers', and what must not. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { findExercise } from "@/lib/exercises/exercises";
import { beginRun, changeRecords, readRun } from "@/lib/exercises/store";
import { forgetOldMessages } from "@/lib/live/messages";
import { presence } from "@/lib/live/presence";
import { errorBodySchema } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";
import { type LiveCard, type LiveNews, liveNewsSchema } from "@/lib/protocol/live";
import { type OwnNews, ownNewsSchema } from "@/lib/protocol/own-news";
import { forget } from "@/lib/runtime/once";
import { POST as lowerHand } from "../classes/[id]/hands/route";
import { GET as getClassLive } from "../classes/[id]/live/route";
import { POST as postMessage } from "../classes/[id]/messages/route";
import { POST as actOnClass } from "../classes/[id]/route";
import { POST as joinClass } from "../classes/join/route";
import { POST as newClass } from "../classes/route";
import { fromElsewhere, fromPage, get, sendJson, useTestSite } from "../testing";
import { GET as getOwnEvents } from "./events/route";
import { POST as postHand } from "./hand/route";
import { POST as postPresence } from "./presence/route";
import { type Heard, hear } from "./testing";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
// the course is read once, as on a running site
vi.stubEnv("NODE_ENV", "production");

const lesson = "la-terminologie-docker/du-modele-a-l-instance";
const exercise = `${lesson}/la-vie-d-un-conteneur`;
const page = "abcdefabcdef";
const site = useTestSite();

interface Someone {
  owner: string;
  cookie: string;
}

async function member(name: string, role: "learner" | "trainer" | "admin"): Promise<Someone> {
  const one = await site.guest();
  await (await database()).user.update({
    where: { id: one.owner },
    data: { name, role, isAnonymous: false, email: `${one.owner.toLowerCase()}@example.org` },
  });
  return one;
}

const open: Heard<unknown>[] = [];
beforeEach(async () => {
  for (const name of ["codeTries", "changesPerAddress", "guestsInAll", "guestsPerAddress"] as const)
    forget(name);
  for (const name of ["classMessages", "presenceReports", "newsStreams"] as const) forget(name);
  forget("presence");
  const db = await database();
  await db.classroom.deleteMany();
  await db.auditEntry.deleteMany();
});
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.leave();
});

const post = (
  who: Someone | null,
  path: string,
  body: unknown,
  headers: Record<string, string> = fromPage,
) => sendJson("POST", path, body, { ...headers, ...(who ? { cookie: who.cookie } : {}) });
const of = (id: string) => ({ params: Promise.resolve({ id }) });

async function make(who: Someone): Promise<{ id: string; code: string }> {
  const answer = await newClass(post(who, "/api/classes", { name: "Groupe B" }));
  expect(answer.status).toBe(200);
  const { id, joinCode } = await (await database()).classroom.findFirstOrThrow({
    where: { trainers: { some: { userId: who.owner } } },
    orderBy: { createdAt: "desc" },
  });
  return { id, code: joinCode ?? "" };
}

async function join(who: Someone, code: string, name: string): Promise<string> {
  const answer = await joinClass(post(who, "/api/classes/join", { code, name }));
  expect(answer.status).toBe(200);
  const { id } = await (await database()).classPlace.findFirstOrThrow({
    where: { userId: who.owner, class: { joinCode: code } },
  });
  return id;
}

/** A trainer with a class of one learner, a guest. */
async function scene() {
  const ada = await member("Ada", "trainer");
  const { id, code } = await make(ada);
  const bob = await site.guest();
  const place = await join(bob, code, "Bob");
  return { ada, bob, id, code, place };
}

const report = (who: Someone | null, change: object = {}) =>
  postPresence(
    post(who, "/api/live/presence", { page, lesson, visible: true, commands: [], ...change }),
  );
const say = (who: Someone | null, id: string, body: object) =>
  postMessage(post(who, "/api/x", { to: null, kind: "text", ...body }), of(id));
const lower = (who: Someone | null, id: string, place: string | null) =>
  lowerHand(post(who, "/api/x", { place }), of(id));
const hand = (who: Someone | null, raised: boolean) =>
  postHand(post(who, "/api/live/hand", { raised }));

function listening(path: string, who: Someone | null) {
  const gone = new AbortController();
  const request = get(path, who ? { cookie: who.cookie } : {});
  return { gone, request: new Request(request, { signal: gone.signal }) };
}

async function ownStream(who: Someone | null): Promise<Heard<OwnNews>> {
  const { gone, request } = listening("/api/live/events", who);
  const heard = hear(await getOwnEvents(request), ownNewsSchema, gone);
  open.push(heard);
  return heard;
}

/** What a page of theirs is told first. */
async function own(who: Someone | null) {
  const heard = await ownStream(who);
  const news = await heard.next();
  if (news === null) throw new Error("nothing was told");
  await heard.leave();
  return news;
}

async function watch(who: Someone | null, id: string): Promise<Heard<LiveNews> | Response> {
  const { gone, request } = listening(`/api/classes/${id}/live`, who);
  const response = await getClassLive(request, of(id));
  if (response.status !== 200) return response;
  const heard = hear(response, liveNewsSchema, gone);
  open.push(heard);
  return heard;
}

async function grid(who: Someone, id: string): Promise<Heard<LiveNews>> {
  const heard = await watch(who, id);
  if (heard instanceof Response) throw new Error(await heard.text());
  return heard;
}

/** The first card to come that is as wanted. */
async function card(heard: Heard<LiveNews>, wanted: (card: LiveCard) => boolean) {
  let found: LiveCard | undefined;
  await heard.next((news) => {
    if (!("cards" in news)) return false;
    found = news.cards.find(wanted);
    return found !== undefined;
  });
  if (found === undefined) throw new Error("the stream ended before");
  return found;
}

const nothing: OwnNews = {
  live: { classes: [], handRaised: false, messages: [] },
  broadcasts: { broadcasts: [], teaches: [] },
  watchers: [],
  goesOn: false,
};

const codeOf = async (response: Response) =>
  errorBodySchema.parse(await response.json()).error.code;
const status = (answer: Heard<LiveNews> | Response) =>
  answer instanceof Response ? answer.status : 200;

describe("a trainer sees", () => {
  it("who comes, where they are, what they typed, and that they have gone", async () => {
    const { ada, bob, id } = await scene();
    const heard = await grid(ada, id);
    expect(await card(heard, () => true)).toMatchObject({ name: "Bob", presence: "away" });
    await report(bob, { commands: ["docker ps", "docker login -p s3same"] });
    const here = await card(heard, ({ presence }) => presence === "here");
    expect(here.lesson?.title).toContain("modèle");
    expect(here.commands.map(({ text }) => text)).toEqual(["docker ps", "docker login -p •••"]);
    await report(bob, { visible: false });
    await card(heard, ({ presence }) => presence === "behind");
    await report(bob, { leaving: true });
    await card(heard, ({ presence }) => presence === "left");
  });

  it("the step, its checks and hints as they change", async () => {
    const { ada, bob, id } = await scene();
    const heard = await grid(ada, id);
    await report(bob);
    const db = await database();
    const owner = ownerSchema.parse(bob.owner);
    const found = await findExercise(exercise);
    await beginRun(db, owner, found);
    const begun = await card(heard, ({ work }) => work !== null);
    expect(begun.work).toMatchObject({ exercise, passed: 0, attempts: 0, solution: false });
    expect(begun.work?.step.number).toBe(1);
    const run = await readRun(db, owner, found);
    const step = found.steps[0];
    if (run === null || step === undefined) throw new Error("no run");
    const checks = step.checks.map((check) => check.id);
    await changeRecords(db, { owner, exercise: found, run }, checks, {
      ...{ status: "notYet", message: "Aucun conteneur `x`.", attempts: 2, hints: 1 },
    });
    const tried = await card(heard, ({ work }) => (work?.attempts ?? 0) > 0);
    expect(tried.work?.list[0]?.message).toMatchObject([
      { type: "text" },
      { type: "code", text: "x" },
      { type: "text" },
    ]);
    expect(tried.work?.hints.shown).toHaveLength(1);
    await changeRecords(db, { owner, exercise: found, run }, checks, { status: "passed" });
    const next = await card(heard, ({ work }) => work?.step.number === 2);
    expect(next.work?.passed).toBe(checks.length);
    expect(next.work?.took[step.id]).toBeGreaterThanOrEqual(0);
  });

  it("a hand raised, which outlives the page, and lowers it", async () => {
    const { ada, bob, id, place } = await scene();
    const heard = await grid(ada, id);
    expect((await hand(bob, true)).status).toBe(204);
    const first = (await card(heard, ({ handRaisedAt }) => handRaisedAt !== null)).handRaisedAt;
    expect((await own(bob)).live.handRaised).toBe(true);
    await hand(bob, true);
    expect(
      (
        await (await database()).classPlace.findUnique({ where: { id: place } })
      )?.handRaisedAt?.getTime(),
    ).toBe(first);
    expect((await lower(ada, id, place)).status).toBe(200);
    await card(heard, ({ handRaisedAt }) => handRaisedAt === null);
    expect((await own(bob)).live.handRaised).toBe(false);
  });

  it("the lesson that a trainer has written, and no draft", async () => {
    const { ada, bob, id } = await scene();
    const outline = { title: "Nos registres", minutes: 5, exercises: [] };
    await (await database()).authoredVersion.upsert({
      where: { lesson_number: { lesson: "abcdefghij", number: 1 } },
      create: {
        ...{ lesson: "abcdefghij", number: 1, title: outline.title, outline },
        ...{ files: {}, hash: "" },
      },
      update: {},
    });
    const heard = await grid(ada, id);
    await report(bob, { lesson: "lecons/abcdefghij-1" });
    const there = await card(heard, ({ lesson }) => lesson !== null);
    expect(there.lesson).toEqual({ title: "Nos registres", href: "/lecons/abcdefghij-1" });
    await report(bob, { lesson: "lecons/abcdefghij" });
    expect((await card(heard, ({ lesson }) => lesson === null)).presence).toBe("here");
  });

  it("who joins and who leaves, at once", async () => {
    const { ada, bob, id, code, place } = await scene();
    const heard = await grid(ada, id);
    const carl = await site.guest();
    await join(carl, code, "Carl");
    await card(heard, ({ name }) => name === "Carl");
    await actOnClass(post(bob, "/api/x", { action: "leave" }), of(id));
    const news = await heard.next((one) => one.kind === "some" && one.gone.length > 0);
    expect(news).toMatchObject({ gone: [place] });
  });
});

describe("a message", () => {
  it("is on the learner’s page at once, and on nobody else’s when it is for them", async () => {
    const { ada, bob, id, code, place } = await scene();
    const carl = await site.guest();
    await join(carl, code, "Carl");
    const heard = await ownStream(bob);
    await heard.next();
    expect((await say(ada, id, { text: "Bonjour à tous" })).status).toBe(200);
    expect((await say(ada, id, { to: place, kind: "command", text: "docker ps -a" })).status).toBe(
      200,
    );
    const news = await heard.next(({ live }) => live.messages.length === 2);
    expect(news?.live.messages).toMatchObject([
      { text: "Bonjour à tous", author: "Ada", personal: false, kind: "text" },
      { text: "docker ps -a", personal: true, kind: "command" },
    ]);
    expect((await own(carl)).live.messages).toMatchObject([{ text: "Bonjour à tous" }]);
  });

  it("is in the journal: a command word for word, a text by its length alone", async () => {
    const { ada, id, place } = await scene();
    await say(ada, id, { to: place, text: "Courage !" });
    await say(ada, id, { kind: "command", text: "docker ps" });
    const entries = await (await database()).auditEntry.findMany({
      where: { action: { in: ["class.message", "class.command"] } },
      orderBy: { id: "asc" },
    });
    expect(entries).toMatchObject([
      {
        action: "class.message",
        actorName: "Ada",
        subject: "Bob, classe Groupe B",
        detail: "9\u00a0caractères",
      },
      { action: "class.command", subject: "classe Groupe B", detail: "docker ps" },
    ]);
  });

  it("goes with the place, and is gone after a day", async () => {
    const { ada, bob, id, code, place } = await scene();
    await say(ada, id, { to: place, text: "Pour Bob" });
    await actOnClass(post(ada, "/api/x", { action: "freePlace", place }), of(id));
    expect((await own(bob)).live.classes).toEqual([]);
    expect((await own(bob)).live.messages).toEqual([]);
    const carl = await site.guest();
    await join(carl, code, "Bob");
    expect((await own(carl)).live.messages).toEqual([]);
    await say(ada, id, { text: "À tous" });
    const db = await database();
    expect(await forgetOldMessages(db, Date.now() + 23 * 3_600_000)).toBe(0);
    expect(await forgetOldMessages(db, Date.now() + 25 * 3_600_000)).toBe(1);
  });

  it("is refused when it is long, empty, hides something, or comes too fast", async () => {
    const { ada, id } = await scene();
    for (const body of [
      { text: "x".repeat(501) },
      { text: "x".repeat(20_000) },
      { text: " \n " },
      { text: "x", kind: "html" },
      { text: "x", html: "<b>x</b>" },
      { text: "x", to: "../x" },
      { kind: "command", text: "echo \u202e x" },
      { kind: "command", text: "echo \u0007" },
      { kind: "command", text: "echo \u200b" },
    ])
      expect((await say(ada, id, body)).status, JSON.stringify(body).slice(0, 60)).toBe(400);
    const statuses: number[] = [];
    for (let n = 0; n < 14; n++) statuses.push((await say(ada, id, { text: `${n}` })).status);
    expect(statuses.at(0)).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("nobody else", () => {
  it("sees a class live, sends to it or lowers its hands", async () => {
    const { bob, id, place } = await scene();
    await hand(bob, true);
    const others: Record<string, Someone | null> = {
      "another class's trainer": await member("Grace", "trainer"),
      "a learner of the class": bob,
      "an admin who does not teach it": await member("Root", "admin"),
      "a member who is no trainer": await member("Carl", "learner"),
      "a guest": await site.guest(),
      nobody: null,
    };
    for (const [name, who] of Object.entries(others)) {
      const expected = who === null ? 401 : 404;
      expect(status(await watch(who, id)), name).toBe(expected);
      expect((await say(who, id, { text: "x" })).status, name).toBe(expected);
      expect((await lower(who, id, place)).status, name).toBe(expected);
      expect((await lower(who, id, null)).status, name).toBe(expected);
    }
    const db = await database();
    expect(await db.classMessage.count()).toBe(0);
    expect((await db.classPlace.findUniqueOrThrow({ where: { id: place } })).handRaisedAt).not.toBe(
      null,
    );
  });

  it("is reached through a class of one’s own: a place of another class is none", async () => {
    const { place } = await scene();
    const grace = await member("Grace", "trainer");
    const { id } = await make(grace);
    expect((await say(grace, id, { to: place, text: "x" })).status).toBe(404);
    expect((await lower(grace, id, place)).status).toBe(404);
    for (const wrong of ["", "x".repeat(65), "..", "%00", "nope"])
      expect(status(await watch(grace, wrong))).toBe(404);
  });

  it.each([
    [
      "is removed from the class",
      async (ada: Someone, id: string) => {
        const db = await database();
        const grace = await member("Grace", "trainer");
        await db.classTrainer.create({ data: { classId: id, userId: grace.owner } });
        await actOnClass(
          post(grace, "/api/x", { action: "removeTrainer", user: ada.owner }),
          of(id),
        );
      },
    ],
    [
      "is no trainer any more",
      async (ada: Someone) => {
        await (await database()).user.update({
          where: { id: ada.owner },
          data: { role: "learner" },
        });
      },
    ],
    [
      "has no session any more",
      async (ada: Someone) => {
        await (await database()).session.deleteMany({ where: { userId: ada.owner } });
      },
    ],
    [
      "has archived it",
      async (ada: Someone, id: string) => {
        await actOnClass(post(ada, "/api/x", { action: "archive" }), of(id));
      },
    ],
  ])("an open stream ends for a trainer who %s, and tells nothing more", async (_, lose) => {
    const { ada, bob, id } = await scene();
    const heard = await grid(ada, id);
    await heard.next();
    await lose(ada, id);
    await new Promise((done) => setTimeout(done, 1_100));
    await report(bob, { commands: ["echo secret"] });
    const told: string[] = [];
    for (;;) {
      const news = await heard.next();
      if (news === null) break;
      told.push(JSON.stringify(news));
    }
    expect(told.join()).not.toContain("secret");
    expect(told.at(-1)).toContain('"over"');
    expect(status(await watch(ada, id))).not.toBe(200);
  });
});

describe("a learner", () => {
  it("cannot speak for another: nothing in a report names whose it is", async () => {
    const { ada, bob, id } = await scene();
    const mallory = await site.guest();
    for (const extra of [
      { owner: bob.owner },
      { user: bob.owner },
      { place: "x" },
      { classId: id },
    ])
      expect((await report(mallory, extra)).status).toBe(400);
    // the same page identifier is still mallory's own
    const answer = await report(mallory, { commands: ["echo forged"] });
    expect(await answer.json()).toEqual({ classes: 0 });
    expect(presence().of(ownerSchema.parse(mallory.owner))).toBe(null);
    const heard = await grid(ada, id);
    const shown = await card(heard, () => true);
    expect(shown).toMatchObject({ presence: "away", commands: [] });
  });

  it("cannot report what is enormous, malformed or no lesson", async () => {
    const { ada, bob, id } = await scene();
    for (const change of [
      { page: "x".repeat(5000) },
      { page: "<script>" },
      { lesson: "../../etc/passwd" },
      { lesson: 7 },
      { visible: "yes" },
      { commands: "ls" },
      { commands: Array(11).fill("ls") },
      { commands: ["x".repeat(401)] },
      { commands: ["x".repeat(1_000_000)] },
    ])
      expect((await report(bob, change)).status).toBe(400);
    expect(presence().of(ownerSchema.parse(bob.owner))).toBe(null);
    await report(bob, { lesson: "no-such/lesson" });
    const heard = await grid(ada, id);
    expect(await card(heard, () => true)).toMatchObject({ presence: "here", lesson: null });
  });

  it("cannot flood: reports have a pace of each one’s own", async () => {
    const { bob, code } = await scene();
    const carl = await site.guest();
    await join(carl, code, "Carl");
    let last = 200;
    for (let n = 0; n < 40 && last === 200; n++) last = (await report(bob)).status;
    expect(last).toBe(429);
    expect((await report(carl)).status).toBe(200);
  });

  it("raises their own hand alone, and only in a class that goes on", async () => {
    const { ada, bob, id, code } = await scene();
    const carl = await site.guest();
    await join(carl, code, "Carl");
    await hand(carl, true);
    expect((await own(bob)).live.handRaised).toBe(false);
    await hand(bob, false);
    expect((await own(carl)).live.handRaised).toBe(true);
    expect((await hand(await site.guest(), true)).status).toBe(404);
    expect((await hand(null, true)).status).toBe(401);
    await actOnClass(post(ada, "/api/x", { action: "archive" }), of(id));
    expect((await hand(bob, true)).status).toBe(404);
    expect(await own(bob)).toEqual(nothing);
  });

  it("who has left is not seen any more, and hears nothing", async () => {
    const { ada, bob, id } = await scene();
    await report(bob);
    const heard = await ownStream(bob);
    await heard.next();
    await actOnClass(post(bob, "/api/x", { action: "leave" }), of(id));
    await say(ada, id, { text: "encore là ?" });
    expect(await heard.next(({ live }) => live.classes.length === 0)).toEqual(nothing);
    expect(await heard.next()).toBe(null);
    await (await report(bob)).json();
    expect(presence().of(ownerSchema.parse(bob.owner))).toBe(null);
  });

  it("whose session ends hears nothing more", async () => {
    const { ada, bob, id } = await scene();
    const heard = await ownStream(bob);
    await heard.next();
    await (await database()).session.deleteMany({ where: { userId: bob.owner } });
    await say(ada, id, { text: "encore là ?" });
    expect(await heard.next()).toEqual(nothing);
    expect(await heard.next()).toBe(null);
  });

  it("without a session is told that there is nothing, and has no presence", async () => {
    const heard = await ownStream(null);
    expect(await heard.next()).toEqual(nothing);
    expect(await heard.next()).toBe(null);
    expect((await report(null)).status).toBe(401);
  });
});

it("another site can do none of it in somebody’s name", async () => {
  const { ada, bob, id, place } = await scene();
  for (const headers of fromElsewhere) {
    const answers = [
      postPresence(post(bob, "/api/live/presence", { page, lesson: null, visible: true }, headers)),
      postHand(post(bob, "/api/live/hand", { raised: true }, headers)),
      postMessage(post(ada, "/api/x", { to: null, kind: "text", text: "x" }, headers), of(id)),
      lowerHand(post(ada, "/api/x", { place }, headers), of(id)),
    ];
    for (const answer of answers) expect((await answer).status).toBe(403);
  }
  expect(presence().of(ownerSchema.parse(bob.owner))).toBe(null);
  expect((await own(bob)).live.handRaised).toBe(false);
});

it("a trainer can hold so many streams and no more", async () => {
  const { ada, id } = await scene();
  const statuses: number[] = [];
  let last: Heard<LiveNews> | Response | undefined;
  for (let n = 0; n < 13; n++) {
    last = await watch(ada, id);
    statuses.push(status(last));
  }
  expect(statuses.slice(0, 12)).toEqual(Array(12).fill(200));
  if (!(last instanceof Response)) throw new Error("one too many");
  expect(await codeOf(last)).toBe("too_many_requests");
});
