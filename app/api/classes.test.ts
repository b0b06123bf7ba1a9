import { beforeEach, describe, expect, it, vi } from "vitest";
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { agendaSchema } from "@/lib/protocol/classroom";
import { errorBodySchema } from "@/lib/protocol/errors";
import { forget } from "@/lib/runtime/once";
import { GET as getAgenda } from "./agenda/route";
import {
  DELETE as deleteAssignment,
  POST as postAssignment,
} from "./classes/[id]/assignments/[assignment]/route";
import { POST as newAssignment } from "./classes/[id]/assignments/route";
import { GET as getPlaces } from "./classes/[id]/places/route";
import { GET as getResults } from "./classes/[id]/results/[format]/route";
import { POST as actOnClass } from "./classes/[id]/route";
import { POST as joinClass } from "./classes/join/route";
import { POST as newClass } from "./classes/route";

vi.setConfig({ testTimeout: 60_000 });
// the course is read once, as on a running site
vi.stubEnv("NODE_ENV", "production");

const origin = "http://localhost:3000";
const lesson = "les-conteneurs/qu-est-ce-qu-un-conteneur";
const exercise = "la-terminologie-docker/du-modele-a-l-instance/la-vie-d-un-conteneur";

testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);
beforeEach(async () => {
  forget("codeTries");
  forget("changesPerAddress");
  forget("guestsInAll");
  await (await database()).classroom.deleteMany();
});

interface Someone {
  cookie: string;
  id: string;
}

async function guest(): Promise<Someone> {
  const { owner, setCookies } = await createGuest(new Headers({ host: "localhost:3000" }), auth);
  return { id: owner, cookie: setCookies.map((each) => each.split(";")[0]).join("; ") };
}

async function member(name: string, role: "learner" | "trainer" | "admin"): Promise<Someone> {
  const one = await guest();
  await (await database()).user.update({
    where: { id: one.id },
    data: { name, role, isAnonymous: false, email: `${one.id.toLowerCase()}@example.org` },
  });
  return one;
}
const trainer = (name = "Ada") => member(name, "trainer");

interface Sent {
  who?: Someone | undefined;
  headers?: Record<string, string>;
  method?: string;
}

function sent(path: string, body: unknown, { who, headers, method = "POST" }: Sent = {}) {
  return new Request(`${origin}${path}`, {
    method,
    headers: {
      host: "localhost:3000",
      ...(who ? { cookie: who.cookie } : {}),
      ...(headers ?? {
        ...{ origin, "sec-fetch-site": "same-origin" },
        "content-type": "application/json",
      }),
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
}

const act = (id: string, body: unknown, how: Sent = {}) =>
  actOnClass(sent(`/api/classes/${id}`, body, how), { params: Promise.resolve({ id }) });
const give = (id: string, body: unknown, how: Sent = {}) =>
  newAssignment(sent(`/api/classes/${id}/assignments`, body, how), {
    params: Promise.resolve({ id }),
  });
const change = (id: string, assignment: string, body: unknown, how: Sent = {}) =>
  postAssignment(sent("/api/x", body, how), { params: Promise.resolve({ id, assignment }) });
const take = (id: string, assignment: string, how: Sent = {}) =>
  deleteAssignment(sent("/api/x", {}, { ...how, method: "DELETE" }), {
    params: Promise.resolve({ id, assignment }),
  });
const results = (id: string, format: string, who?: Someone, query = "") =>
  getResults(sent(`/api/classes/${id}/results/${format}${query}`, null, { who, method: "GET" }), {
    params: Promise.resolve({ id, format }),
  });
const links = (id: string, who?: Someone) =>
  getPlaces(sent(`/api/classes/${id}/places`, null, { who, method: "GET" }), {
    params: Promise.resolve({ id }),
  });
const come = (body: unknown, how: Sent = {}) => joinClass(sent("/api/classes/join", body, how));
const agendaOf = async (who: Someone) =>
  agendaSchema.parse(
    await (await getAgenda(sent("/api/agenda", null, { who, method: "GET" }))).json(),
  ).assignments;

async function idOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  if (typeof body !== "object" || body === null || !("id" in body)) throw new Error("no id");
  return String(body.id);
}
const codeOf = async (response: Response) =>
  errorBodySchema.parse(await response.json()).error.code;

const make = async (who: Someone, name = "Groupe B") =>
  idOf(await newClass(sent("/api/classes", { name }, { who })));
const record = async (id: string) =>
  (await database()).classroom.findUniqueOrThrow({
    where: { id },
    include: { places: { orderBy: { name: "asc" } }, trainers: true, assignments: true },
  });
const codeOfClass = async (id: string) => (await record(id)).joinCode ?? "";

const draft = {
  ...{ title: "Séance 1", instructions: "", opensAt: null, dueAt: null, ordered: false },
  ...{ hintsAllowed: true, solutionsAllowed: true, weight: 1 },
  items: [
    { kind: "lesson", target: lesson },
    { kind: "exercise", target: exercise },
  ],
};

describe("a class", () => {
  it("is made with a name, joined by code as it is typed, by somebody without an account", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const code = await codeOfClass(id);
    const typed = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4).toLowerCase()}`;
    const response = await come({ code: typed, name: " Élodie \u202e Martin " });
    expect(await idOf(response)).toBe(id);
    expect(response.headers.getSetCookie().join()).toContain("escale.session_token");
    expect((await record(id)).places).toMatchObject([
      { name: "Élodie Martin", userId: expect.any(String) },
    ]);
  });

  it("has each person once, however often they join", async () => {
    const id = await make(await trainer());
    const code = await codeOfClass(id);
    const bob = await guest();
    const answers = await Promise.all(
      ["Bob", "Bobby", "Robert"].map((name) => come({ code, name }, { who: bob })),
    );
    for (const answer of answers) expect(answer.status).toBe(200);
    expect((await record(id)).places).toHaveLength(1);
  });

  it("keeps places for a list; a name or a personal link takes one's own, and none is lost", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const list = "Nom;Adresse\r\nBENALI Karim;k@exemple.fr\r\n;x\r\nZoé Roy\r\n";
    const imported = await act(id, { action: "import", list }, { who: ada });
    expect(await imported.json()).toMatchObject({
      imported: { added: 2, known: 0, problems: [{ line: 3 }] },
    });
    // again: nobody comes twice
    const again = await act(id, { action: "import", list }, { who: ada });
    expect(await again.json()).toMatchObject({ imported: { added: 0, known: 2 } });

    const [karim, zoe] = [await guest(), await guest()];
    await come({ code: await codeOfClass(id), name: "Karim Bénali" }, { who: karim });
    const sheet = await (await links(id, ada)).text();
    expect(sheet).toContain("Zoé Roy");
    expect(sheet).not.toContain("BENALI");
    const place = /place=([\w-]{22})/.exec(sheet)?.[1];
    await come({ place }, { who: zoe });
    const { places } = await record(id);
    expect(places.map(({ name, userId }) => [name, userId])).toEqual([
      ["BENALI Karim", karim.id],
      ["Zoé Roy", zoe.id],
    ]);

    // taken: the link is worth nothing to anybody else, until the trainer frees the place
    const mallory = await guest();
    expect(await codeOf(await come({ place }, { who: mallory }))).toBe("already_exists");
    const zoes = places[1]?.id;
    await act(id, { action: "freePlace", place: zoes }, { who: ada });
    expect(await codeOf(await come({ place }, { who: mallory }))).toBe("not_found");
    const fresh = (await record(id)).places[1]?.token;
    expect((await come({ place: fresh }, { who: zoe })).status).toBe(200);
  });

  it("lets nobody in by a code that was renewed, nor once its door is closed or it is archived", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const before = await codeOfClass(id);
    await act(id, { action: "renewCode" }, { who: ada });
    expect(await codeOf(await come({ code: before, name: "Bob" }))).toBe("not_found");
    const now = await codeOfClass(id);
    await act(id, { action: "closeCode" }, { who: ada });
    expect(await codeOf(await come({ code: now, name: "Bob" }))).toBe("not_found");
    await act(id, { action: "import", list: "Bob" }, { who: ada });
    const place = (await record(id)).places[0]?.token;
    await act(id, { action: "archive" }, { who: ada });
    expect(await codeOf(await come({ place }))).toBe("not_found");
    for (const action of [
      { action: "renewCode" },
      { action: "settings", name: "X", timeZone: "UTC" },
      { action: "import", list: "Eve" },
      { action: "removePlace", place: (await record(id)).places[0]?.id },
    ])
      expect(await codeOf(await act(id, action, { who: ada }))).toBe("bad_request");
    expect(await codeOf(await give(id, draft, { who: ada }))).toBe("bad_request");
    expect((await act(id, { action: "reopen" }, { who: ada })).status).toBe(200);
  });

  it("has several trainers, and never none", async () => {
    const [ada, grace] = [await trainer("Ada"), await trainer("Grace")];
    const id = await make(ada);
    const email = `${grace.id.toLowerCase()}@example.org`;
    expect((await act(id, { action: "addTrainer", email }, { who: ada })).status).toBe(200);
    expect((await act(id, { action: "renewCode" }, { who: grace })).status).toBe(200);
    // each removes the other at once: one is left
    await Promise.all([
      act(id, { action: "removeTrainer", user: grace.id }, { who: ada }),
      act(id, { action: "removeTrainer", user: ada.id }, { who: grace }),
    ]);
    expect((await record(id)).trainers).toHaveLength(1);
  });

  it("takes for a trainer neither a learner nor an address that nobody has, and tells no difference", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const bob = await member("Bob", "learner");
    const say = async (email: string) =>
      (await act(id, { action: "addTrainer", email }, { who: ada })).text();
    const none = await say("personne@example.org");
    expect(await say(`${bob.id.toLowerCase()}@example.org`)).toBe(none);
    expect((await record(id)).trainers).toHaveLength(1);
  });

  it("is duplicated with its dates moved by days, at the same hours, and nobody in it", async () => {
    const ada = await trainer();
    const id = await make(ada);
    await come({ code: await codeOfClass(id), name: "Bob" });
    const dates = { opensAt: "2026-10-20T09:00", dueAt: "2026-10-27T18:00" };
    await give(id, { ...draft, ...dates, ordered: true, weight: 3 }, { who: ada });
    const body = { action: "duplicate", name: "Groupe C", start: "2027-03-15" };
    const copy = await record(await idOf(await act(id, body, { who: ada })));
    expect(copy).toMatchObject({ name: "Groupe C", places: [], archivedAt: null });
    expect(copy.joinCode).not.toBe(await codeOfClass(id));
    expect(copy.assignments).toMatchObject([
      {
        ...{ title: "Séance 1", ordered: true, weight: 3 },
        opensAt: new Date("2027-03-15T08:00Z"),
        dueAt: new Date("2027-03-22T17:00Z"),
      },
    ]);
  });

  it("is left by a learner, and its places freed and removed by the trainer", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const code = await codeOfClass(id);
    const [bob, eve] = [await guest(), await guest()];
    await come({ code, name: "Bob" }, { who: bob });
    await come({ code, name: "Eve" }, { who: eve });
    expect((await act(id, { action: "leave" }, { who: bob })).status).toBe(200);
    const place = (await record(id)).places[0]?.id;
    expect((await act(id, { action: "removePlace", place }, { who: ada })).status).toBe(200);
    expect((await record(id)).places).toEqual([]);
    // out is out
    expect(await codeOf(await act(id, { action: "leave" }, { who: bob }))).toBe("not_found");
  });
});

describe("an assignment", () => {
  it("is on the agenda of the class's learners from its opening, with what is done", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const bob = await guest();
    await come({ code: await codeOfClass(id), name: "Bob" }, { who: bob });
    await give(id, { ...draft, dueAt: "2090-01-31T18:00" }, { who: ada });
    await give(id, { ...draft, title: "Plus tard", opensAt: "2090-01-01T08:00" }, { who: ada });
    await (await database()).lessonProgress.create({
      data: { userId: bob.id, lesson, visitedAt: new Date(), completedAt: new Date() },
    });
    expect(await agendaOf(bob)).toMatchObject([
      {
        ...{ title: "Séance 1", className: "Groupe B", overdue: false },
        due: expect.stringContaining("31\u00a0janvier 2090"),
        items: [{ done: true }, { done: false }],
      },
    ]);
    expect(await agendaOf(await guest())).toEqual([]);
    await act(id, { action: "archive" }, { who: ada });
    expect(await agendaOf(bob)).toEqual([]);
  });

  it("names nothing that the course has not", async () => {
    const ada = await trainer();
    const id = await make(ada);
    const items = [{ kind: "lesson", target: "les-conteneurs/nulle-part" }];
    expect(await codeOf(await give(id, { ...draft, items }, { who: ada }))).toBe("bad_request");
  });

  it("is changed and removed in its own class only", async () => {
    const ada = await trainer();
    const [one, other] = [await make(ada), await make(ada)];
    const assignment = await idOf(await give(one, draft, { who: ada }));
    expect(await codeOf(await change(other, assignment, draft, { who: ada }))).toBe("not_found");
    expect(await codeOf(await take(other, assignment, { who: ada }))).toBe("not_found");
    const items = [{ kind: "exercise", target: exercise }];
    const shorter = { ...draft, title: "Autre", items };
    expect((await change(one, assignment, shorter, { who: ada })).status).toBe(200);
    expect((await record(one)).assignments).toMatchObject([{ title: "Autre" }]);
    expect((await take(one, assignment, { who: ada })).status).toBe(204);
  });
});

describe("results", () => {
  it("are of the class's learners and of what they were given alone, and say what is late", async () => {
    const ada = await trainer();
    const id = await make(ada, "=1+1");
    const [bob, eve, stranger] = [await guest(), await guest(), await guest()];
    const code = await codeOfClass(id);
    await come({ code, name: "=HYPERLINK(1)" }, { who: bob });
    await come({ code, name: "<script>alert(1)</script>" }, { who: eve });
    await give(id, { ...draft, dueAt: "2026-01-05T18:00" }, { who: ada });
    const db = await database();
    const done = { visitedAt: new Date(), completedAt: new Date("2026-01-05T17:00Z") };
    for (const who of [bob, stranger]) {
      await db.lessonProgress.create({ data: { userId: who.id, lesson, ...done } });
      await db.lessonProgress.create({
        data: { userId: who.id, lesson: "prive/ailleurs", ...done },
      });
    }
    await db.exerciseRun.create({
      data: {
        ...{ userId: bob.id, exercise, version: "1.0", activeSeconds: 750 },
        ...{ startedAt: new Date(), completedAt: new Date("2026-01-05T17:01Z") },
        checks: {
          create: ["a", "b"].map((check) => ({
            ...{ step: "s", check, attempts: 2, hints: 1, solution: check === "b" },
            changedAt: new Date(),
          })),
        },
      },
    });
    const response = await results(id, "csv", ada);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines).toHaveLength(5);
    const byEnd = lines.slice(1).map((line) => line.split(";"));
    expect(byEnd).toEqual([
      expect.arrayContaining(["<script>alert(1)</script>", "leçon", "non rendu"]),
      expect.arrayContaining(["<script>alert(1)</script>", "exercice", "non rendu"]),
      expect.arrayContaining(['"\'=HYPERLINK(1)"', "leçon", "fait", "05/01/2026 18:00"]),
      expect.arrayContaining(['"\'=HYPERLINK(1)"', "exercice", "fait en retard", "13", "4", "1"]),
    ]);
    expect(lines.join()).not.toContain("ailleurs");
    const book = await results(id, "xlsx", ada);
    expect(Buffer.from(await book.arrayBuffer()).toString("latin1", 0, 2)).toBe("PK");
    expect((await results(id, "html", ada)).status).toBe(404);

    // who has left takes their work along
    await act(id, { action: "leave" }, { who: bob });
    expect(await (await results(id, "csv", ada)).text()).not.toContain("HYPERLINK");
  });
});

describe("nobody but a class's trainers", () => {
  const everything = (place: string, user: string): Record<string, unknown>[] => [
    { action: "settings", name: "Volée", timeZone: "UTC" },
    { action: "renewCode" },
    { action: "closeCode" },
    { action: "archive" },
    { action: "reopen" },
    { action: "duplicate", name: "Copie", start: null },
    { action: "addTrainer", email: "eve@example.org" },
    { action: "removeTrainer", user },
    { action: "import", list: "Eve" },
    { action: "renamePlace", place, name: "Eve" },
    { action: "freePlace", place },
    { action: "removePlace", place },
  ];

  it("does anything to it: another trainer, a learner of it, a former one, a guest, nobody, a trainer no more", async () => {
    const [ada, mallory] = [await trainer("Ada"), await trainer("Mallory")];
    const id = await make(ada);
    await make(mallory, "La sienne");
    const code = await codeOfClass(id);
    const [inside, left] = [await member("Bob", "learner"), await guest()];
    await come({ code, name: "Bob" }, { who: inside });
    await come({ code, name: "Eve" }, { who: left });
    await act(id, { action: "leave" }, { who: left });
    const fallen = await trainer("Déchue");
    const db = await database();
    await db.classTrainer.create({ data: { classId: id, userId: fallen.id } });
    await db.user.update({ where: { id: fallen.id }, data: { role: "learner" } });
    const assignment = await idOf(await give(id, draft, { who: ada }));
    const before = JSON.stringify(await record(id));
    const place = (await record(id)).places[0]?.id ?? "";

    for (const who of [mallory, inside, left, await guest(), fallen, undefined]) {
      const expected = who === undefined ? 401 : 404;
      const answers = [
        ...(await Promise.all(everything(place, ada.id).map((body) => act(id, body, { who })))),
        await give(id, draft, { who }),
        await change(id, assignment, draft, { who }),
        await take(id, assignment, { who }),
        await results(id, "csv", who),
        await results(id, "xlsx", who),
        await links(id, who),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => expected));
    }
    expect(JSON.stringify(await record(id))).toBe(before);

    // in the same words as for a class that does not exist
    const missing = await act("nulle-part", { action: "archive" }, { who: mallory });
    const foreign = await act(id, { action: "archive" }, { who: mallory });
    expect(await foreign.text()).toBe(await missing.text());
  });

  it("touches another class's places and assignments through one of their own", async () => {
    const [ada, mallory] = [await trainer("Ada"), await trainer("Mallory")];
    const [id, own] = [await make(ada), await make(mallory)];
    await come({ code: await codeOfClass(id), name: "Bob" });
    const assignment = await idOf(await give(id, draft, { who: ada }));
    const before = JSON.stringify(await record(id));
    const place = (await record(id)).places[0]?.id ?? "";
    for (const body of [
      { action: "renamePlace", place, name: "Eve" },
      { action: "freePlace", place },
      { action: "removePlace", place },
    ])
      expect(await codeOf(await act(own, body, { who: mallory }))).toBe("not_found");
    expect(await codeOf(await change(own, assignment, draft, { who: mallory }))).toBe("not_found");
    expect(await codeOf(await take(own, assignment, { who: mallory }))).toBe("not_found");
    const sheet = await results(own, "csv", mallory, `?assignment=${assignment}`);
    expect((await sheet.text()).trim().split("\r\n")).toHaveLength(1);
    expect(JSON.stringify(await record(id))).toBe(before);
  });

  it("makes one: a learner, a guest, nobody", async () => {
    for (const [who, status] of [
      [await member("Bob", "learner"), 403],
      [await guest(), 403],
      [undefined, 401],
    ] as const)
      expect((await newClass(sent("/api/classes", { name: "X" }, { who }))).status).toBe(status);
  });
});

describe("a request", () => {
  it.each([
    ["of another site", { origin: "http://evil.example", "content-type": "application/json" }],
    ["without an origin", { "content-type": "application/json" }],
    [
      "of a sister site",
      { origin, "sec-fetch-site": "same-site", "content-type": "application/json" },
    ],
  ])("%s changes nothing, whoever is signed in", async (_whence, headers) => {
    const ada = await trainer();
    const id = await make(ada);
    const assignment = await idOf(await give(id, draft, { who: ada }));
    const before = JSON.stringify(await record(id));
    const how = { who: ada, headers };
    const answers = [
      await newClass(sent("/api/classes", { name: "X" }, how)),
      await come({ code: await codeOfClass(id), name: "Eve" }, how),
      await act(id, { action: "archive" }, how),
      await give(id, draft, how),
      await change(id, assignment, draft, how),
      await take(id, assignment, how),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect(JSON.stringify(await record(id))).toBe(before);
    expect(await (await database()).classroom.count()).toBe(1);
  });

  it.each([
    ["an owner", { name: "X", trainers: ["x"] }],
    ["a code of their own choice", { name: "X", joinCode: "BCDF2345" }],
    ["an identifier", { id: "x", name: "X" }],
    ["no name", { name: " \u200b " }],
    ["a zone that is none", { name: "X", timeZone: "Mars/Olympus" }],
  ])("for a class with %s is refused", async (_what, body) => {
    const who = await trainer();
    expect((await newClass(sent("/api/classes", body, { who }))).status).toBe(400);
  });

  it.each([
    ["somebody else's account", { name: "Bob", userId: "x" }],
    ["a place besides", { name: "Bob", place: "x" }],
    ["a role", { name: "Bob", role: "trainer" }],
  ])("to come in with %s is refused", async (_what, body) => {
    const code = await codeOfClass(await make(await trainer()));
    expect((await come({ code, ...body })).status).toBe(400);
  });

  it.each(["\u0000", "../x", "x".repeat(200), "%00", " "])(
    "for a class called %j finds nothing",
    async (id) => {
      const who = await trainer();
      expect((await act(id, { action: "archive" }, { who })).status).toBe(404);
      expect((await results(id, "csv", who)).status).toBe(404);
      expect((await take(await make(who), id, { who })).status).toBe(404);
    },
  );
});

describe("guessing codes", () => {
  it("is held back per network, makes no account, and leaves other networks alone", async () => {
    const id = await make(await trainer());
    const code = await codeOfClass(id);
    const before = await (await database()).user.count();
    const from = (address: string, tried: string) =>
      come(
        { code: tried, name: "Eve" },
        {
          headers: {
            ...{ origin, "sec-fetch-site": "same-origin", "content-type": "application/json" },
            "x-escale-client": address,
          },
        },
      );
    const statuses = new Set<number>();
    for (let n = 0; n < 300 && !statuses.has(429); n++)
      statuses.add((await from("192.0.2.1", "BCDF2345")).status);
    expect([...statuses]).toEqual([404, 429]);
    // not even the right one passes now
    expect((await from("192.0.2.1", code)).status).toBe(429);
    expect(await (await database()).user.count()).toBe(before);
    expect((await from("192.0.2.2", code)).status).toBe(200);
  });
});
