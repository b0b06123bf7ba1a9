import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Outline } from "@/lib/content/outline";
import { testDatabase } from "@/lib/db/testing";
import { codeSchema, courseScope, printedCode } from "@/lib/protocol/attestation";
import { attestationPdf } from "./pdf/page";
import { attestationsOf, findAttestation, giveAttestation } from "./store";
import { wholeWords } from "./words";

vi.setConfig({ testTimeout: 20_000 });

const at = new Date("2030-03-01T12:00:00Z");
const opened = testDatabase();

const lesson = (id: string) => ({
  ...{ id, href: `/parcours/${id}`, title: id, minutes: 95 },
  ...{ exercises: [{ id: `${id}/e`, href: "#", title: `Exercice de ${id}` }] },
  ...{ quizzes: [`${id}/q`], predictions: [] },
});
const outline: Outline = {
  chapters: [
    { slug: "un", title: "Premier", capstones: false, lessons: [lesson("un/a")] },
    { slug: "deux", title: "Second", capstones: true, lessons: [lesson("deux/b")] },
  ],
};

beforeEach(async () => {
  await opened.db.user.deleteMany();
  for (const id of ["ada", "bob"])
    await opened.db.user.create({ data: { id, name: id, email: `${id}@example.org` } });
});

async function complete(userId: string, id: string): Promise<void> {
  const { db } = opened;
  await db.lessonProgress.create({
    data: { userId, lesson: id, visitedAt: at, completedAt: at, commandsRun: [], seconds: 5400 },
  });
  await db.exerciseRun.create({
    data: {
      ...{ userId, exercise: `${id}/e`, version: "1.0", startedAt: at, completedAt: at },
      checks: { create: { step: "s", check: "k", status: "passed", hints: 1, changedAt: at } },
    },
  });
  await db.quizRecord.create({
    data: { userId, quiz: `${id}/q`, attempts: 1, answer: [0], firstAt: at, passedAt: at },
  });
}
const give = (owner: string, scope: string, name = "Ada Lovelace") =>
  giveAttestation(opened.db, owner, { scope, name }, { outline, now: at });

describe("an attestation", () => {
  it("says what was done, to whoever has its code", async () => {
    await complete("ada", "un/a");
    const { code } = await give("ada", "un");
    const found = await findAttestation(opened.db, code);
    expect(found).toMatchObject({ name: "Ada Lovelace", scope: "un", issuedAt: at });
    expect(found?.content).toEqual({
      ...{ kind: "chapter", seconds: 5400, minutes: 95 },
      chapters: [
        {
          ...{ number: 1, title: "Premier", lessons: 1, quizzes: 1 },
          exercises: [{ title: "Exercice de un/a", help: "hints" }],
        },
      ],
    });
    expect(codeSchema.parse(` ${printedCode(code).toLowerCase()} `)).toBe(code);
  });

  it("is not given for what is not complete, nor for another's work, nor for no chapter", async () => {
    await complete("ada", "un/a");
    for (const [owner, scope] of [
      ["ada", "deux"],
      ["ada", courseScope],
      ["ada", "ailleurs"],
      ["bob", "un"],
    ])
      await expect(give(owner ?? "", scope ?? "")).rejects.toMatchObject({ code: "forbidden" });
    expect(await opened.db.attestation.count()).toBe(0);
  });

  it("of the course names its chapters", async () => {
    await complete("ada", "un/a");
    await complete("ada", "deux/b");
    const { code } = await give("ada", courseScope);
    const found = await findAttestation(opened.db, code);
    expect(found?.content.chapters.map(({ title }) => title)).toEqual(["Premier", "Second"]);
    expect(found && wholeWords(found.content)).toEqual([
      "2\u00a0leçons suivies",
      "2\u00a0exercices réussis sur de vrais conteneurs, dont 2 sans regarder la solution",
      "2\u00a0questions réussies",
    ]);
  });

  it("keeps its code when its name is corrected, and each has its own", async () => {
    for (const owner of ["ada", "bob"]) await complete(owner, "un/a");
    const first = await give("ada", "un", "Ada Lovelas");
    const second = await give("ada", "un");
    expect(second).toEqual({ code: first.code, name: "Ada Lovelace" });
    expect((await give("bob", "un")).code).not.toBe(first.code);
    expect(await attestationsOf(opened.db, "ada")).toEqual({ un: second });
  });

  it("is confirmed no more once its owner has gone", async () => {
    await complete("ada", "un/a");
    const { code } = await give("ada", "un");
    await opened.db.user.delete({ where: { id: "ada" } });
    expect(await findAttestation(opened.db, code)).toBeNull();
  });
});

describe("the name on it", () => {
  beforeEach(() => complete("ada", "un/a"));

  it.each([
    ["  Jean-Loup   d'Été ", "Jean-Loup d’Été"],
    ["Nguyễn Thị Ánh", "Nguyễn Thị Ánh"],
    ["Łukasz Żółć", "Łukasz Żółć"],
    ["E\u0301lodie", "Élodie"],
    ["Dr. M. Œ", "Dr. M. Œ"],
  ])("%j is written %j", async (typed, written) => {
    expect((await give("ada", "un", typed)).name).toBe(written);
  });

  it.each([
    ["nothing", "   "],
    ["one letter", "A"],
    ["too much", "a".repeat(61)],
    ["markup", "<b>Ada</b>"],
    ["another script", "愛"],
    ["digits", "Ada 2"],
    ["a line break in disguise", "Ada\u2028Lovelace\u202e"],
    ["an emoji", "Ada 🚢"],
    ["an address", "https://example.org"],
  ])("is refused when it is %s", async (_, typed) => {
    await expect(give("ada", "un", typed)).rejects.toMatchObject({ code: "bad_request" });
  });
});

it("on paper it is one page, with its faces and its title", async () => {
  await complete("ada", "un/a");
  const { code } = await give("ada", "un", "Nguyễn Thị Ánh");
  const found = await findAttestation(opened.db, code);
  if (!found) throw new Error("there is no attestation");
  const bytes = await attestationPdf(found, "https://escale.example/attestation/x");
  const paper = await PDFDocument.load(bytes);
  expect(paper.getPageCount()).toBe(1);
  expect(paper.getTitle()).toContain("Premier");
  expect(paper.getSubject()).toContain(printedCode(code));
  // the glyphs that are drawn, not the whole of the faces
  expect(bytes.length).toBeLessThan(60_000);
});
