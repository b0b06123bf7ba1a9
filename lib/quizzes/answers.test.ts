import { beforeEach, describe, expect, it, vi } from "vitest";
import { parseQuestions, type Question } from "@/lib/content/questions";
import { testDatabase } from "@/lib/db/testing";
import { readQuizzes, recordAnswers } from "./answers";
import { predictionId } from "./marking";

vi.setConfig({ testTimeout: 20_000 });

const opened = testDatabase();
const ada = "ada";

const lesson = `---
title: Un
---

<Quiz id="ordre" type="ordre" question="Dans quel ordre ?" options={[
  {texte: "un", explication: "x"}, {texte: "deux", explication: "x"}, {texte: "trois", explication: "x"}
]} />

<Prediction question="Que fait \`docker run\` ?" options={[
  {texte: "Rien", explication: "x"}, {texte: "Il lance", juste: true, explication: "x"}
]} />
`;
const [order, prediction] = parseQuestions("a/b", "lesson.mdx", lesson);

beforeEach(async () => {
  await opened.db.user.deleteMany();
  for (const id of [ada, "bob"])
    await opened.db.user.create({ data: { id, name: id, email: `${id}@example.org` } });
});

function known(question: Question | undefined): Question {
  if (!question) throw new Error("the lesson has no such question");
  return question;
}
const record = (question: Question | undefined, answers: number[][]) =>
  recordAnswers(opened.db, ada, known(question), answers);

describe("the questions of a lesson", () => {
  it("are read with their kind and their place", () => {
    expect(order).toMatchObject({ id: "a/b/ordre", kind: "quiz" });
    expect(prediction).toMatchObject({ kind: "prediction", quiz: { type: "une" } });
  });

  it("a prediction is known by its question, in whichever typography", () => {
    expect(prediction?.id).toBe(`a/b/${predictionId("Que fait `docker run`\u202f?")}`);
    expect(predictionId("Que fait `docker stop` ?")).not.toBe(prediction?.quiz.id);
  });
});

describe("answers", () => {
  it("are judged here, counted up to the first right one, and stay", async () => {
    expect(await record(order, [[1, 0, 2]])).toEqual({
      ...{ attempts: 1, answer: [1, 0, 2], passed: false },
    });
    const passed = { attempts: 2, answer: [0, 1, 2], passed: true };
    expect(await record(order, [[0, 1, 2]])).toEqual(passed);
    expect(
      await record(order, [
        [2, 1, 0],
        [0, 1, 2],
      ]),
    ).toEqual(passed);
    expect(await readQuizzes(opened.db, ada)).toEqual({ "a/b/ordre": passed });
    expect(await readQuizzes(opened.db, "bob")).toEqual({});
  });

  it("given before there was an account come at once, in their order", async () => {
    expect(
      await record(order, [
        [1, 0, 2],
        [0, 1, 2],
        [2, 1, 0],
      ]),
    ).toEqual({
      ...{ attempts: 2, answer: [0, 1, 2], passed: true },
    });
  });

  it.each<[string, Question | undefined, number[][]]>([
    ["of an option that is not there", prediction, [[1], [2]]],
    ["of more than one where one is asked", prediction, [[0, 1]]],
    ["of one item twice", order, [[0, 0, 2]]],
    ["of too few items", order, [[0, 1]]],
    ["none", order, []],
    ["an empty one", order, [[]]],
  ])("are refused whole: %s", async (_, question, answers) => {
    await expect(record(question, answers)).rejects.toMatchObject({ code: "bad_request" });
    expect(await readQuizzes(opened.db, ada)).toEqual({});
  });

  it("from two tabs at once count each, and pass once", async () => {
    await Promise.all([
      record(order, [[1, 0, 2]]),
      record(order, [[0, 2, 1]]),
      record(order, [[0, 1, 2]]),
    ]);
    expect(await readQuizzes(opened.db, ada)).toMatchObject({ "a/b/ordre": { passed: true } });
  });
});
