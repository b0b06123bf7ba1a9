/**
 * What an answer to a quiz is worth. An answer is a list of indexes: those chosen (une, plusieurs),
 * the items in the order they were put in (ordre), or for each left one the right one (paires).
 */
import type { QuizData } from "@/lib/content/schema/quiz";
import { typography } from "@/lib/content/typography";

export type Answer = readonly number[];

/** of a pair: nothing chosen yet */
export const none = -1;

export interface Marks {
  right: boolean;
  /** for each item: right, wrong, or nothing to say (yet) */
  items: (boolean | null)[];
}

export function marksOf(quiz: QuizData, answer: Answer): Marks {
  if (quiz.type === "une" || quiz.type === "plusieurs") {
    const right = quiz.options.every(
      ({ juste = false }, index) => juste === answer.includes(index),
    );
    const items = quiz.options.map(({ juste = false }, index) =>
      right || answer.includes(index) ? juste : null,
    );
    return { right, items };
  }
  const placed = quiz.options.map((_, index) =>
    quiz.type === "ordre" ? answer.indexOf(index) === index : answer[index] === index,
  );
  return { right: placed.every(Boolean), items: placed };
}

/** Whether there is something to check. */
export function isComplete(quiz: QuizData, answer: Answer): boolean {
  return quiz.type === "paires" ? !answer.includes(none) : answer.length > 0;
}

/** Whether it is one that the page could have given. */
export function isAnswerTo(quiz: QuizData, answer: Answer): boolean {
  const { length } = quiz.options;
  if (answer.some((item) => !Number.isInteger(item) || item < 0 || item >= length)) return false;
  if (quiz.type === "paires") return answer.length === length;
  if (new Set(answer).size !== answer.length) return false;
  if (quiz.type === "une") return answer.length === 1;
  return quiz.type === "ordre" ? answer.length === length : answer.length > 0;
}

export function firstAnswer(quiz: QuizData): Answer {
  if (quiz.type === "ordre") return shuffled(quiz.id, quiz.options.length);
  return quiz.type === "paires" ? quiz.options.map(() => none) : [];
}

export const rightAnswer = (quiz: QuizData): Answer =>
  quiz.options.flatMap((one, index) =>
    "texte" in one && "juste" in one && !one.juste ? [] : [index],
  );

/** 0…length-1 in an order that the name decides, on the server as in the browser; never the right one. */
export function shuffled(name: string, length: number): number[] {
  const order = Array.from({ length }, (_, index) => index).sort(
    (a, b) => hash(`${name}${a}`) - hash(`${name}${b}`),
  );
  const same = order.every((item, index) => item === index);
  return same ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

/**
 * The id of a prediction, which its author gives none: it changes with its question alone.
 * @param question in French typography or not
 */
export const predictionId = (question: string): string =>
  `prevision-${hash(typography(question)).toString(16).padStart(8, "0")}`;

/** FNV-1a, 32 bits */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}
