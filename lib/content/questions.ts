/**
 * The questions of the lessons (quizzes and predictions) as the running site needs them to judge
 * an answer. A file is parsed again only when its text has changed.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createProcessor } from "@mdx-js/mdx";
import remarkFrontmatter from "remark-frontmatter";
import { visit } from "unist-util-visit";
import { VFile } from "vfile";
import { loadCourse } from "./cached-course";
import type { Course, Lesson } from "./course";
import { questionOf } from "./remark/quiz";
import type { QuizData } from "./schema/quiz";

export interface Question {
  /** `<chapter>/<lesson>/<id in the lesson>`: its identity in results */
  id: string;
  kind: "quiz" | "prediction";
  quiz: QuizData;
}

interface Parsed {
  text: string;
  questions: Question[];
}

const parsed = new Map<string, Parsed>();

/** In the order of the page. Throws `VFileMessage` for what a build would have refused. */
export async function questionsOf(course: Course, lesson: Lesson): Promise<Question[]> {
  const text = await readFile(join(course.places.root, lesson.file), "utf8");
  const before = parsed.get(lesson.file);
  if (before?.text === text) return before.questions;
  const questions = parseQuestions(lesson.id, lesson.file, text);
  parsed.set(lesson.file, { text, questions });
  return questions;
}

export function parseQuestions(lesson: string, path: string, text: string): Question[] {
  const file = new VFile({ value: text, path });
  const tree = createProcessor({ remarkPlugins: [remarkFrontmatter] }).parse(file);
  const questions: Question[] = [];
  visit(tree, (node) => {
    if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
    if (node.name !== "Quiz" && node.name !== "Prediction") return;
    const quiz = questionOf(node, file);
    const kind = node.name === "Quiz" ? "quiz" : "prediction";
    questions.push({ id: `${lesson}/${quiz.id}`, kind, quiz });
  });
  return questions;
}

/** null: the course has no such question (any more). */
export async function findQuestion(id: string): Promise<Question | null> {
  const course = await loadCourse();
  const lesson = course.lessons.find((one) => id.startsWith(`${one.id}/`));
  if (!lesson) return null;
  return (await questionsOf(course, lesson)).find((one) => one.id === id) ?? null;
}
