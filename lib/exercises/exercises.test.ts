import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { noRules } from "@/lib/classroom/rules";
import { type Exercise, readExercise } from "@/lib/content/exercises/read";
import { fixtureCourse, fixtureExercise, fixtureFrontMatter } from "@/lib/content/fixture";
import { testDatabase } from "@/lib/db/testing";
import type { Check, CheckResult, Outcome } from "@/lib/protocol/checks/check";
import type { StartExercise } from "@/lib/protocol/checks/start";
import { EscaleError } from "@/lib/protocol/errors";
import type { ExerciseNews } from "@/lib/protocol/exercise";
import { act, asked, type LookingClient, readExerciseView } from "./exercises";
import { exerciseNews } from "./live";
import { completedExercises } from "./store";

vi.setConfig({ testTimeout: 20_000 });

const ada = "ada";
const opened = testDatabase();
let exercise: Exercise;

const secret = "docker run -d --name {{nom}} nginx # secret";
const twoSteps = `${fixtureExercise}  - id: repondre
    title: Répondez
    task: Répondez.
    checks:
      - { id: mot, kind: answer, title: Le mot, question: Lequel ?, expected: { value: "{{nom}}" }, pasEncore: Non. }
      - { id: tient, kind: engine, mode: state, title: Il tient, object: container, pasEncore: Il est tombé. }
    hints: [Un premier., Un second.]
`;

beforeAll(async () => {
  const at = "content/parcours/01-debut/01-pas/exercises/essai";
  const { root } = await fixtureCourse({
    "content/parcours/01-debut/01-pas/lesson.mdx": fixtureFrontMatter,
    [`${at}/exercise.yaml`]: twoSteps,
    [`${at}/solution.sh`]: `# étape : lancer\n${secret}\n# étape : repondre\necho {{nom}}\n`,
  });
  exercise = await readExercise(root, join(root, at), "debut/pas");
}, 60_000);
beforeEach(async () => {
  await opened.db.user.deleteMany();
  for (const id of [ada, "bob"])
    await opened.db.user.create({ data: { id, name: id, email: `${id}@example.org` } });
});

const passed: Outcome = { status: "passed" };
const notYet = (found: string): Outcome => ({
  ...{ status: "notYet", reason: "different", matcher: null, found, expected: "" },
});
const result = (id: string, outcome: Outcome): CheckResult => ({ id, outcome, seen: false });

/** A backend whose workspace answers what the test says; only what exercises ask of one. */
class FakeBackend {
  begun: StartExercise[] = [];
  looked: Check[][] = [];
  watched: Check[][] = [];
  answers: CheckResult[] = [];
  streams: CheckResult[][][] = [];
  closed = false;

  client(): LookingClient {
    return {
      checks: {
        begin: async (_owner, start) => {
          this.#needed();
          this.begun.push(start);
        },
        look: async (_owner, checks) => {
          this.#needed();
          this.looked.push([...checks]);
          return this.answers;
        },
        watch: async (_owner, checks, signal) => {
          this.#needed();
          this.watched.push([...checks]);
          const news = this.streams.shift() ?? [];
          return (async function* () {
            yield* news;
            if (signal.aborted) return;
            await new Promise((resolve) => signal.addEventListener("abort", resolve));
          })();
        },
      },
    };
  }

  #needed(): void {
    if (this.closed) throw new EscaleError("no_workspace", "fermé");
  }
}

const begin = (fake: FakeBackend, owner = ada) =>
  act(opened.db, owner, exercise, { action: "begin" }, fake.client());

describe("an exercise", () => {
  it("is not begun without a workspace, and says so", async () => {
    const fake = new FakeBackend();
    fake.closed = true;
    await expect(begin(fake)).rejects.toMatchObject({ code: "no_workspace" });
    expect(await readExerciseView(opened.db, ada, exercise)).toEqual({
      id: exercise.id,
      rules: noRules,
      run: null,
    });
  });

  it("sends neither hint nor solution before it is asked for, and counts both", async () => {
    const fake = new FakeBackend();
    const { view } = await begin(fake);
    expect(JSON.stringify(view)).not.toMatch(/secret|Cherchez|Un premier/);
    const client = fake.client();
    const hinted = await act(opened.db, ada, exercise, { action: "hint", step: "lancer" }, client);
    expect(hinted.view.run?.steps[0]?.hints).toMatchObject({ of: 1, shown: [expect.anything()] });
    expect(JSON.stringify(hinted.view)).not.toMatch(/secret|Un premier/);
    for (const action of ["hint", "solution", "skip"] as const)
      await expect(
        act(opened.db, ada, exercise, { action, step: "repondre" }, client),
      ).rejects.toMatchObject({ code: "bad_request" });
    const shown = await act(
      opened.db,
      ada,
      exercise,
      { action: "solution", step: "lancer" },
      client,
    );
    expect(shown.view.run?.steps[0]?.solution).toContain("secret");
    const records = await opened.db.checkRecord.findMany({ where: { step: "lancer" } });
    expect(records).toMatchObject([{ hints: 1, solution: true, status: "todo" }]);
    // begun anew, what was seen stays on record
    const again = await begin(fake);
    expect(again.view.run?.steps[0]?.hints.shown).toHaveLength(1);
  });

  it("has everything in its own folder, whatever its slug is", async () => {
    const fake = new FakeBackend();
    const starter = [{ path: "a", text: "x", executable: false }];
    const own = { ...exercise, starter, folder: "essai--abcdefghij-1" };
    const client = fake.client();
    const { view } = await act(opened.db, ada, own, { action: "begin" }, client);
    expect(view.run?.folder).toBe("~/exercices/essai--abcdefghij-1");
    expect(fake.begun).toMatchObject([{ folder: "essai--abcdefghij-1", makeFolder: true }]);
    const skip = { action: "skip", step: "lancer" } as const;
    const { commands } = await act(opened.db, ada, own, skip, client);
    expect(commands).toContain("cd ~/exercices/essai--abcdefghij-1\n");
    const check = { id: "f", kind: "file", title: "F", path: "a", pasEncore: "Non." } as const;
    const file = { ...check, mode: "event" as const, needs: [], where: [] };
    expect(asked(own, file, {}, new Map())).toMatchObject({ folder: "essai--abcdefghij-1" });
  });

  it("turns green by what the backend says, step after step, and keeps it", async () => {
    const fake = new FakeBackend();
    await begin(fake);
    fake.streams = [
      [[result("marche", notYet("`<b>"))], [result("marche", passed)]],
      [[result("mot", notYet("")), result("tient", passed)]],
    ];
    fake.answers = [result("mot", passed)];
    const stop = new AbortController();
    const seen: ExerciseNews[] = [];
    const input = { db: opened.db, owner: ada, exercise, signal: stop.signal };
    for await (const news of exerciseNews({ ...input, client: fake.client() })) {
      seen.push(news);
      const steps = news.view.run?.steps;
      if (steps?.[1]?.checks[1]?.status === "passed" && !news.view.run?.done)
        void act(
          ...[opened.db, ada, exercise],
          { action: "answer", check: "mot", text: "le bon" },
          fake.client(),
        );
      if (news.view.run?.done) stop.abort();
    }
    const messages = seen.map(({ view }) => view.run?.steps[0]?.checks[0]?.message);
    // what was found is text, and cannot end the sentence's own code
    expect(messages).toContainEqual([{ type: "text", text: "Pas encore\u00a0: ’<b>." }]);
    expect(fake.watched.map((checks) => checks.map(({ id }) => id))).toEqual([
      ["marche"],
      ["mot", "tient"],
    ]);
    expect(fake.looked).toMatchObject([[{ id: "mot", given: "le bon" }]]);
    expect(await completedExercises(opened.db, ada)).toEqual([exercise.id]);
    expect(await completedExercises(opened.db, "bob")).toEqual([]);
    const again = await begin(fake);
    expect(again.view.run).toMatchObject({ done: false, completedAt: expect.any(String) });
  });

  it("takes back what must still hold, and never what has once happened", async () => {
    const fake = new FakeBackend();
    await begin(fake);
    fake.streams = [
      [[result("marche", passed)]],
      [[result("tient", passed)], [result("tient", notYet("")), result("marche", notYet(""))]],
    ];
    const stop = new AbortController();
    const states: (string | undefined)[] = [];
    const input = { db: opened.db, owner: ada, exercise, signal: stop.signal };
    for await (const { view } of exerciseNews({ ...input, client: fake.client() })) {
      const tient = view.run?.steps[1]?.checks[1];
      if (states.at(-1) !== tient?.status) states.push(tient?.status);
      if (tient?.status === "notYet") {
        expect(view.run?.steps[0]?.status).toBe("passed");
        stop.abort();
      }
    }
    expect(states).toEqual(["todo", "passed", "notYet"]);
  });

  it("passes over a step with its solution, and says that it was passed over", async () => {
    const fake = new FakeBackend();
    await begin(fake);
    const client = fake.client();
    const skipped = await act(opened.db, ada, exercise, { action: "skip", step: "lancer" }, client);
    expect(skipped.commands).toMatch(/^docker run -d --name (web|site) nginx # secret$/);
    expect(skipped.view.run?.steps.map(({ status }) => status)).toEqual(["skipped", "current"]);
  });

  it("tells of a workspace that is closed and ends, instead of asking again and again", async () => {
    const fake = new FakeBackend();
    await begin(fake);
    fake.closed = true;
    const input = { db: opened.db, owner: ada, exercise, signal: new AbortController().signal };
    const seen: ExerciseNews[] = [];
    for await (const news of exerciseNews({ ...input, client: fake.client() })) seen.push(news);
    expect(seen.map(({ watching }) => watching)).toEqual(["closed"]);
  });

  it("shows a run of an earlier version as such, and lets it only be begun anew", async () => {
    const fake = new FakeBackend();
    await begin(fake);
    const newer = { ...exercise, version: "2.0" };
    const view = await readExerciseView(opened.db, ada, newer);
    expect(view.run?.outdated).toBe(true);
    await expect(
      act(opened.db, ada, newer, { action: "hint", step: "lancer" }, fake.client()),
    ).rejects.toMatchObject({ code: "bad_request" });
    const again = await act(opened.db, ada, newer, { action: "begin" }, fake.client());
    expect(again.view.run?.outdated).toBe(false);
  });

  describe("given by a class", () => {
    const give = (rules: object, before: { kind: string; target: string }[] = []) =>
      opened.db.classroom.create({
        data: {
          name: "Groupe B",
          places: { create: { userId: ada, name: "Ada", token: "a" } },
          assignments: {
            create: {
              title: "Séance 1",
              ...rules,
              items: {
                create: [...before, { kind: "exercise", target: exercise.id }].map(
                  (item, position) => ({ ...item, position }),
                ),
              },
            },
          },
        },
      });
    beforeEach(async () => {
      await opened.db.classroom.deleteMany();
    });
    const step = "lancer";
    const ask = (action: "hint" | "solution" | "skip", owner = ada) =>
      act(opened.db, owner, exercise, { action, step }, new FakeBackend().client());

    it("without help shows none, not even what was shown before, and says why", async () => {
      await begin(new FakeBackend());
      await ask("hint");
      await ask("solution");
      await give({ hintsAllowed: false, solutionsAllowed: false });
      for (const action of ["hint", "solution", "skip"] as const)
        await expect(ask(action)).rejects.toMatchObject({
          code: "forbidden",
          message: expect.stringContaining("Séance 1"),
        });
      const view = await readExerciseView(opened.db, ada, exercise);
      expect(view.rules).toMatchObject({ hints: false, solutions: false });
      expect(view.run?.steps[0]).toMatchObject({ hints: { shown: [], of: 0 }, solution: null });
      expect(JSON.stringify(view)).not.toContain("secret");
    });

    it("forbids what it forbids, to its own learners, while it is open", async () => {
      await begin(new FakeBackend());
      await begin(new FakeBackend(), "bob");
      const { id } = await give({ solutionsAllowed: false, opensAt: new Date("2090-01-01") });
      await expect(ask("solution")).resolves.toBeDefined();
      await opened.db.assignment.updateMany({ data: { opensAt: new Date("2020-01-01") } });
      await expect(ask("solution")).rejects.toMatchObject({ code: "forbidden" });
      await expect(ask("hint")).resolves.toBeDefined();
      await expect(ask("solution", "bob")).resolves.toBeDefined();
      await opened.db.classroom.update({ where: { id }, data: { archivedAt: new Date() } });
      await expect(ask("solution")).resolves.toBeDefined();
    });

    it("in an imposed order begins once what stands before it is done", async () => {
      const lesson = "les-conteneurs/qu-est-ce-qu-un-conteneur";
      await give({ ordered: true }, [{ kind: "lesson", target: lesson }]);
      await expect(begin(new FakeBackend())).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringMatching(/terminez d’abord la leçon «\u00a0Qu’est-ce/),
      });
      await begin(new FakeBackend(), "bob");
      await opened.db.lessonProgress.create({
        data: { userId: ada, lesson, visitedAt: new Date(), completedAt: new Date() },
      });
      await expect(begin(new FakeBackend())).resolves.toBeDefined();
    });
  });

  it("counts the time at work, without the nights between", async () => {
    await begin(new FakeBackend());
    const hint = () =>
      act(
        ...[opened.db, ada, exercise],
        { action: "hint", step: "lancer" },
        new FakeBackend().client(),
      );
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    const seconds = async () => (await opened.db.exerciseRun.findFirstOrThrow()).activeSeconds;
    await opened.db.exerciseRun.updateMany({ data: { activeAt: ago(90) } });
    await hint();
    expect(await seconds()).toBeGreaterThanOrEqual(89);
    expect(await seconds()).toBeLessThan(120);
    await opened.db.exerciseRun.updateMany({ data: { activeAt: ago(40_000), activeSeconds: 0 } });
    await hint();
    expect(await seconds()).toBe(600);
    // what is done is not timed again
    await opened.db.exerciseRun.updateMany({
      data: { activeAt: ago(90), completedAt: new Date() },
    });
    await hint();
    expect(await seconds()).toBe(600);
  });

  it("draws the same values for one learner, others for another", async () => {
    const nouns = async (owner: string) => {
      const { view } = await begin(new FakeBackend(), owner);
      return JSON.stringify(view.run?.steps[0]);
    };
    expect(await nouns(ada)).toBe(await nouns(ada));
  });
});
