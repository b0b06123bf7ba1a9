import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { askDeletion, carryOut, finishDeletions } from "./deletion";
import { exportOf } from "./export";

vi.setConfig({ testTimeout: 20_000 });

const none: WorkspaceView = { state: "none", filesKept: false, stopped: null };
const at = new Date("2030-01-01T12:00:00Z");
const opened = testDatabase();
let removed: string[];
let away: boolean;

const backend = {
  remove: async (owner: Owner, files: "keep" | "remove") => {
    if (away) throw new EscaleError("backend_unavailable", "absent");
    removed.push(`${owner} ${files}`);
    return none;
  },
};

beforeEach(async () => {
  removed = [];
  away = false;
  await opened.db.user.deleteMany();
  for (const id of ["ada", "bob"]) await user(id);
});

const secrets = ["jeton-de-session", "empreinte-du-mot-de-passe", "jeton-oauth", "jeton-de-place"];

async function user(id: string) {
  const [token, password, accessToken, place] = secrets.map((secret) => `${secret}-${id}`);
  await opened.db.user.create({
    data: {
      ...{ id, name: id, email: `${id}@example.org` },
      sessions: {
        create: { id: `s-${id}`, token: token ?? "", expiresAt: at, ipAddress: "192.0.2.1" },
      },
      accounts: {
        create: {
          ...{ id: `a-${id}`, accountId: id, providerId: "credential" },
          ...{ password: password ?? "", accessToken: accessToken ?? "" },
        },
      },
      places: {
        create: {
          ...{ name: id, token: place ?? "", joinedAt: at },
          class: { create: { name: `classe de ${id}` } },
        },
      },
      lessons: { create: { lesson: "a/b", visitedAt: at, commandsRun: [1] } },
      exercises: {
        create: {
          ...{ exercise: "a/b/c", version: "1.0", startedAt: at },
          checks: { create: { step: "s", check: "k", answer: `réponse de ${id}`, changedAt: at } },
        },
      },
      authored: {
        create: {
          ...{ id: id.repeat(4).slice(0, 10), title: id },
          files: { create: { path: "lesson.mdx", text: `texte de ${id}` } },
        },
      },
      quizzes: { create: { quiz: "a/b/q", attempts: 2, answer: [1], firstAt: at, passedAt: at } },
      attestations: {
        create: {
          code: id.repeat(7).slice(0, 20),
          scope: "a",
          name: id,
          issuedAt: at,
          content: {},
        },
      },
    },
  });
}

/** The lists of the model of a person in the schema: what hangs off an account. */
function relationsOfUser(): string[] {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const model = /model User \{(?<body>[^}]*)\}/.exec(schema)?.groups?.body ?? "";
  const models = [...schema.matchAll(/^model (\w+)/gm)].map(([, name]) => name ?? "");
  return [...model.matchAll(/^\s+(\w+)\s+(\w+)(?:\[\]|\?)/gm)]
    .filter(([, , type]) => models.includes(type ?? ""))
    .map(([, name]) => name ?? "");
}

describe("the export", () => {
  it("holds all that hangs off the account", async () => {
    const { account } = await exportOf(opened.db, "ada");
    const relations = relationsOfUser();
    expect(relations).toContain("lessons");
    expect(Object.keys(account)).toEqual(expect.arrayContaining(relations));
    expect(account).toMatchObject({
      email: "ada@example.org",
      sessions: [{ ipAddress: "192.0.2.1" }],
      lessons: [{ lesson: "a/b", commandsRun: [1] }],
      exercises: [{ exercise: "a/b/c", checks: [{ answer: "réponse de ada" }] }],
      quizzes: [{ quiz: "a/b/q", attempts: 2 }],
      attestations: [{ name: "ada" }],
      authored: [{ title: "ada", files: [{ text: "texte de ada" }] }],
      places: [{ name: "ada", class: { name: "classe de ada" } }],
    });
  });

  it("holds nothing of anybody else, and nothing to sign in with", async () => {
    const text = JSON.stringify(await exportOf(opened.db, "ada"));
    expect(text).not.toContain("bob");
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe("every table that hangs off an account", () => {
  it("goes with it", () => {
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const relations = schema.match(/@relation\([^)]*\)/g) ?? [];
    expect(relations.length).toBeGreaterThan(5);
    for (const relation of relations) expect(relation).toContain("onDelete: Cascade");
  });
});

describe("a deletion", () => {
  const users = async () =>
    (await opened.db.user.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);

  it("takes files, then the account with all that is its own, and nobody else's", async () => {
    await askDeletion(opened.db, "ada");
    await carryOut({ db: opened.db, backend }, "ada");
    expect(removed).toEqual(["ada remove"]);
    expect(await users()).toEqual(["bob"]);
    const { db } = opened;
    const left = await Promise.all([
      db.session.count(),
      db.account.count(),
      db.lessonProgress.count(),
      db.exerciseRun.count(),
      db.checkRecord.count(),
      db.quizRecord.count(),
      db.attestation.count(),
    ]);
    expect(left).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it("closes every way in at once, even while files cannot be removed", async () => {
    away = true;
    await askDeletion(opened.db, "ada");
    await expect(carryOut({ db: opened.db, backend }, "ada")).rejects.toMatchObject({
      code: "backend_unavailable",
    });
    expect(await users()).toEqual(["ada", "bob"]);
    expect(await opened.db.session.count({ where: { userId: "ada" } })).toBe(0);
    expect(await opened.db.account.count({ where: { userId: "ada" } })).toBe(0);
  });

  it("that was interrupted is found again, until it is done", async () => {
    await askDeletion(opened.db, "ada");
    away = true;
    expect(await finishDeletions({ db: opened.db, backend })).toEqual({ deleted: 0, failed: 1 });
    away = false;
    expect(await finishDeletions({ db: opened.db, backend })).toEqual({ deleted: 1, failed: 0 });
    expect(await users()).toEqual(["bob"]);
    expect(await finishDeletions({ db: opened.db, backend })).toEqual({ deleted: 0, failed: 0 });
    expect(removed).toEqual(["ada remove"]);
  });

  it("is of nobody who did not ask", async () => {
    await carryOut({ db: opened.db, backend }, "bob");
    expect(removed).toEqual([]);
    expect(await users()).toEqual(["ada", "bob"]);
  });
});
