/** Answers to the course's own questions, through the real handler. */
import { expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { POST as postAnswers } from "./progress/quizzes/route";
import { fromElsewhere, fromPage, sendJson, useTestSite } from "./testing";

vi.setConfig({ testTimeout: 20_000 });

const site = useTestSite();
const quiz = "la-terminologie-docker/les-images-et-leurs-couches/du-bas-vers-le-haut";
const right = { quiz, answers: [[0, 1, 2, 3]] };
const post = (body: unknown, headers: Record<string, string>) =>
  postAnswers(sendJson("POST", "/api/progress/quizzes", body, headers));

it("an answer is judged by the course, for its own learner alone", async () => {
  const [ada, bob] = [await site.guest(), await site.guest()];
  const wrong = { quiz, answers: [[1, 0, 2, 3]] };
  const said = await post(wrong, { ...fromPage, cookie: ada.cookie });
  expect(await said.json()).toEqual({ attempts: 1, answer: [1, 0, 2, 3], passed: false });
  const passed = await post(right, { ...fromPage, cookie: ada.cookie });
  expect(await passed.json()).toMatchObject({ attempts: 2, passed: true });
  const db = await database();
  expect(await db.quizRecord.count({ where: { userId: bob.owner } })).toBe(0);
});

it("makes no account of somebody who has none", async () => {
  const db = await database();
  const before = await db.user.count();
  expect((await post(right, fromPage)).status).toBe(401);
  expect(await db.user.count()).toBe(before);
});

it.each(fromElsewhere)("is not for another site to give: %j", async (headers) => {
  const { cookie, owner } = await site.guest();
  expect((await post(right, { ...headers, cookie })).status).toBe(403);
  expect(await (await database()).quizRecord.count({ where: { userId: owner } })).toBe(0);
});

it.each<[string, unknown, number]>([
  ["that says it is right", { ...right, passed: true }, 400],
  ["to a question that is not there", { ...right, quiz: `${quiz}x` }, 404],
  ["to a lesson that is not there", { ...right, quiz: "a/b/c" }, 404],
  ["whose question is a path", { ...right, quiz: "../../etc/passwd" }, 400],
  ["that the question does not offer", { quiz, answers: [[0, 1, 2, 9]] }, 400],
  ["without end", { quiz, answers: Array.from({ length: 21 }, () => [0, 1, 2, 3]) }, 400],
  ["of words", { quiz, answers: [["0"]] }, 400],
])("an answer %s is refused", async (_, body, status) => {
  const { cookie, owner } = await site.guest();
  expect((await post(body, { ...fromPage, cookie })).status).toBe(status);
  expect(await (await database()).quizRecord.count({ where: { userId: owner } })).toBe(0);
});
