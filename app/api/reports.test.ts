import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { lessonTarget } from "@/lib/authoring/names";
import { outlineOf } from "@/lib/authoring/outline";
import { readLesson } from "@/lib/authoring/read";
import { lessonTemplate } from "@/lib/authoring/template";
import { enter } from "@/lib/classroom/access";
import { readReport } from "@/lib/classroom/results/report";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { lessonFile } from "@/lib/protocol/authoring";
import { maxRemarkLength } from "@/lib/protocol/classroom";
import { forget } from "@/lib/runtime/once";
import { GET as getReport } from "./classes/[id]/reports/[place]/route";
import { GET as getReports } from "./classes/[id]/reports/route";
import { POST as actOnClass } from "./classes/[id]/route";
import {
  assign,
  classOf,
  guest,
  lesson,
  member,
  request,
  type Someone,
  sit,
  trainer,
} from "./testing/classes";

vi.setConfig({ testTimeout: 60_000 });
vi.stubEnv("NODE_ENV", "production");
testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);
beforeEach(async () => {
  for (const limit of ["changesPerAddress", "guestsInAll", "resultFiles"] as const) forget(limit);
  await (await database()).classroom.deleteMany();
});

const one = (id: string, place: string, who?: Someone) =>
  getReport(request("/api/x", { who }), { params: Promise.resolve({ id, place }) });
const all = (id: string, who?: Someone) =>
  getReports(request("/api/x", { who }), { params: Promise.resolve({ id }) });
const remark = (id: string, place: string, text: string, who?: Someone, headers = {}) =>
  actOnClass(
    request("/api/x", {
      ...{ who, method: "POST", body: { action: "remark", place, text } },
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
    }),
    { params: Promise.resolve({ id }) },
  );
const read = async (response: Response) => {
  expect(response.status).toBe(200);
  return PDFDocument.load(await response.arrayBuffer());
};

/** A class of Ada's with Bob and Eve in it. */
async function world() {
  const [ada, bob, eve] = [await trainer(), await guest(), await member("Eve", "learner")];
  const id = await classOf(ada);
  const [bobs, eves] = [await sit(bob, id, "Zoé Ánh Żółć"), await sit(eve, id, "Eve")];
  await assign(ada, id);
  return { ada, bob, eve, id, bobs, eves };
}

describe("a report", () => {
  it("is a file that is never shown by our origin, with its title and language", async () => {
    const { ada, id, bobs } = await world();
    const response = await one(id, bobs, ada);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; .*Bilan%20Zo/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const pdf = await read(response);
    expect(pdf.getTitle()).toBe("Bilan de Zoé Ánh Żółć");
    expect(pdf.catalog.toString()).toContain("/Lang");
  });

  it("is given to the learner whom it is about, guest or not, and of the whole class to its trainers", async () => {
    const { ada, bob, eve, id, bobs, eves } = await world();
    await read(await one(id, bobs, bob));
    await read(await one(id, eves, eve));
    // a page that finds each, and a page for each
    expect((await read(await all(id, ada))).getPageCount()).toBe(3);
  });

  it("has a page for a class that is empty, and pages for much work", async () => {
    const { ada, bob, id, bobs } = await world();
    const db = await database();
    await db.lessonProgress.create({
      data: { userId: bob.id, lesson, visitedAt: new Date(), completedAt: new Date(), seconds: 90 },
    });
    for (let n = 0; n < 40; n++) await assign(ada, id, { title: `Séance ${n} `.repeat(6) });
    expect((await read(await one(id, bobs, ada))).getPageCount()).toBeGreaterThan(3);
    expect((await read(await all(await classOf(ada), ada))).getPageCount()).toBe(1);
  });

  it("is nobody else's: another trainer, another learner of the class, a stranger, a trainer no more, nobody", async () => {
    const { ada, bob, eve, id, bobs, eves } = await world();
    const mallory = await trainer("Mallory");
    const hers = await classOf(mallory);
    const fallen = await trainer("Déchue");
    const db = await database();
    await db.classTrainer.create({ data: { classId: id, userId: fallen.id } });
    await db.user.update({ where: { id: fallen.id }, data: { role: "learner" } });
    const statuses = async (...asked: Promise<Response>[]) =>
      (await Promise.all(asked)).map(({ status }) => status);

    expect(
      await statuses(
        ...[one(id, bobs, eve), one(id, eves, bob)],
        ...[mallory, await guest(), fallen].map((who) => one(id, bobs, who)),
        // a place of one class asked of another that is one's own
        ...[one(hers, bobs, mallory), one(hers, bobs, bob)],
        ...[bob, eve, mallory, fallen].map((who) => all(id, who)),
        // guessed, or malformed
        ...["x", "../x", "\u0000", "a".repeat(200), "%00"].map((place) => one(id, place, ada)),
        ...["x", "../x", "\u0000"].map((wrong) => all(wrong, ada)),
      ),
    ).toEqual(Array(19).fill(404));
    expect(await statuses(one(id, bobs), all(id))).toEqual([401, 401]);
    const foreign = await one(id, bobs, eve);
    expect(await foreign.text()).toBe(await (await one("nulle-part", "x", eve)).text());
  });

  it("says nothing of an assignment that is to come, nor of work that was not asked for", async () => {
    const { ada, bob, id, bobs } = await world();
    await assign(ada, id, { title: "Examen", opensAt: "2090-01-01T08:00" });
    const db = await database();
    for (const other of [lesson, "prive/ailleurs"])
      await db.lessonProgress.create({
        data: { userId: bob.id, lesson: other, visitedAt: new Date(), completedAt: new Date() },
      });
    for (const who of [ada, bob]) {
      const report = JSON.stringify(await readReport(await enter(db, who, id, "class.read"), bobs));
      expect(report).toContain(lesson);
      expect(report).not.toContain("Examen");
      expect(report).not.toContain("ailleurs");
    }
  });

  it("has the steps and questions of lessons that a trainer wrote", async () => {
    const { ada, bob, id, bobs } = await world();
    const db = await database();
    const name = { id: "abcdefghij", number: 1 };
    const template = lessonTemplate("La mienne");
    const question = `
<Quiz id="q" type="une" question="Laquelle ?" options={[
  {texte: "a", juste: true, explication: "x"}, {texte: "b", explication: "y"}
]} />
`;
    const files = { ...template, [lessonFile]: `${template[lessonFile]}${question}` };
    const read = await readLesson(name, files);
    const [one] = read.exercises;
    if (one === undefined) throw new Error("the template has no exercise");
    await db.authoredVersion.create({
      data: {
        ...{ lesson: name.id, number: 1, title: "La mienne", hash: "x" },
        ...{ files, outline: outlineOf(read) },
      },
    });
    await db.assignment.create({
      data: {
        ...{ classId: id, title: "La mienne" },
        items: {
          create: [
            { position: 0, kind: "lesson", target: lessonTarget(name) },
            { position: 1, kind: "exercise", target: one.id },
          ],
        },
      },
    });
    const [step] = one.steps;
    await db.exerciseRun.create({
      data: {
        ...{ userId: bob.id, exercise: one.id, version: one.version, startedAt: new Date() },
        checks: {
          create: (step?.checks ?? []).map(({ id: check }) => ({
            ...{ step: step?.id ?? "", check, status: "passed", attempts: 2 },
            changedAt: new Date(),
          })),
        },
      },
    });
    const report = await readReport(await enter(db, ada, id, "class.read"), bobs);
    const lines = report?.parts.find(({ assignment }) => assignment.title === "La mienne")?.lines;
    expect(lines).toMatchObject([
      { detail: { quizzes: { right: 0, of: 1 } } },
      { detail: { outdated: false, steps: [{ status: "passed" }] } },
    ]);
    await db.authoredVersion.deleteMany();
  });

  it("is gone with whoever has left", async () => {
    const { ada, bob, id, bobs } = await world();
    await (await database()).classPlace.delete({ where: { id: bobs } });
    expect((await one(id, bobs, ada)).status).toBe(404);
    expect((await one(id, bobs, bob)).status).toBe(404);
  });

  it("costs time: a script is held back, alone", async () => {
    const { ada, bob, id, bobs } = await world();
    const statuses = new Set<number>();
    for (let n = 0; n < 40 && !statuses.has(429); n++)
      statuses.add((await one(id, bobs, bob)).status);
    expect([...statuses]).toEqual([200, 429]);
    expect((await one(id, bobs, ada)).status).toBe(200);
  });
});

describe("a remark", () => {
  const remarkOf = async (place: string) =>
    (await (await database()).classPlace.findUniqueOrThrow({ where: { id: place } })).remark;

  it("is written by the class's trainers, in lines, and erased", async () => {
    const { ada, id, bobs } = await world();
    expect((await remark(id, bobs, " Bien.\r\n\u202eÀ suivre\u0000 ", ada)).status).toBe(200);
    expect(await remarkOf(bobs)).toBe("Bien.\n À suivre");
    await read(await one(id, bobs, ada));
    expect((await remark(id, bobs, "", ada)).status).toBe(200);
    expect(await remarkOf(bobs)).toBe("");
  });

  it("is nobody else's to write, and not of any length", async () => {
    const { ada, bob, eve, id, bobs } = await world();
    const mallory = await trainer("Mallory");
    for (const who of [bob, eve, mallory, await guest()])
      expect((await remark(id, bobs, "x", who)).status).toBe(404);
    expect((await remark(id, bobs, "x")).status).toBe(401);
    expect((await remark(await classOf(mallory), bobs, "x", mallory)).status).toBe(404);
    expect((await remark(id, bobs, "x".repeat(maxRemarkLength + 1), ada)).status).toBe(400);
    const elsewhere = { origin: "http://evil.example", "content-type": "application/json" };
    expect((await remark(id, bobs, "x", ada, elsewhere)).status).toBe(403);
    expect(await remarkOf(bobs)).toBe("");
  });

  it("goes when the place is freed: it was written to whoever sat there", async () => {
    const { ada, id, bobs } = await world();
    await remark(id, bobs, "Bien.", ada);
    await actOnClass(
      request("/api/x", { who: ada, method: "POST", body: { action: "freePlace", place: bobs } }),
      { params: Promise.resolve({ id }) },
    );
    expect(await remarkOf(bobs)).toBe("");
  });
});
