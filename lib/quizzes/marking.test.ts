import { describe, expect, it } from "vitest";
import { type QuizData, quizSchema } from "@/lib/content/schema/quiz";
import { firstAnswer, isComplete, marksOf, rightAnswer, shuffled } from "./marking";

const choice = (texte: string, juste = false) => ({ texte, juste, explication: "x" });
const place = (texte: string) => ({ texte, explication: "x" });
const pair = (gauche: string, droite: string) => ({ gauche, droite, explication: "x" });
const quizzes: QuizData[] = [
  quizSchema.parse({
    id: "q",
    question: "?",
    type: "une",
    options: [choice("a"), choice("b", true)],
  }),
  quizSchema.parse({
    ...{ id: "q", question: "?", type: "plusieurs" },
    options: [choice("a", true), choice("b"), choice("c", true)],
  }),
  quizSchema.parse({
    ...{ id: "q", question: "?", type: "ordre" },
    options: [place("a"), place("b"), place("c")],
  }),
  quizSchema.parse({
    ...{ id: "q", question: "?", type: "paires" },
    options: [pair("a", "1"), pair("b", "2"), pair("c", "3")],
  }),
];
const [one, many, order, pairs] = quizzes;

describe("an answer to a quiz", () => {
  it("is never right before the learner did anything, and can be", () => {
    for (const quiz of quizzes) {
      expect(marksOf(quiz, firstAnswer(quiz)).right).toBe(false);
      expect(marksOf(quiz, rightAnswer(quiz)).right).toBe(true);
      expect(isComplete(quiz, rightAnswer(quiz))).toBe(true);
    }
  });

  it("of one, explains what was chosen, and everything once it is right", () => {
    if (!one) throw new Error("no quiz");
    expect(marksOf(one, [0])).toEqual({ right: false, items: [false, null] });
    expect(marksOf(one, [1])).toEqual({ right: true, items: [false, true] });
  });

  it("of several, is right with all of the right ones and no other", () => {
    if (!many) throw new Error("no quiz");
    expect(marksOf(many, [0])).toEqual({ right: false, items: [true, null, null] });
    expect(marksOf(many, [0, 1, 2]).right).toBe(false);
    expect(marksOf(many, [2, 0]).right).toBe(true);
  });

  it("says which are in their place, which pairs go together", () => {
    if (!order || !pairs) throw new Error("no quiz");
    expect(marksOf(order, [0, 2, 1]).items).toEqual([true, false, false]);
    expect(marksOf(pairs, [0, 1, 1]).items).toEqual([true, true, false]);
    expect(isComplete(pairs, [0, 1, -1])).toBe(false);
  });

  it("is shuffled the same everywhere, never into the right order", () => {
    for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
      const items = shuffled(name, 3);
      expect(items).toEqual(shuffled(name, 3));
      expect([...items].sort()).toEqual([0, 1, 2]);
      expect(items).not.toEqual([0, 1, 2]);
    }
  });
});
