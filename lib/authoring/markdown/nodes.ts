/**
 * A trainer's lesson as a closed tree: whatever Markdown holds that is not one of these is refused
 * when it is read. Nothing in it is evaluated, and its texts are shown as text.
 */
import type { QuizData } from "@/lib/content/schema/quiz";

interface Parent {
  children: LessonNode[];
}

export type LessonNode =
  | { type: "text"; text: string }
  | { type: "inlineCode"; text: string }
  | { type: "break" }
  | { type: "rule" }
  | ({ type: "paragraph" | "strong" | "emphasis" | "delete" | "quote" | "item" } & Parent)
  | ({ type: "heading"; depth: 2 | 3 | 4; id: string } & Parent)
  | ({ type: "list"; ordered: boolean; start: number } & Parent)
  /** https, http, mailto, a path of the site or a heading of the lesson */
  | ({ type: "link"; href: string } & Parent)
  | { type: "table"; rows: LessonNode[][][] }
  // fences
  | { type: "command"; index: number; text: string }
  | { type: "output"; text: string }
  | { type: "file"; name: string; language: string; text: string }
  | { type: "extract"; language: string; text: string }
  // the course's components
  | ({ type: "box"; kind: "note" | "astuce" | "attention"; title: string | null } & Parent)
  | ({ type: "term"; id: string } & Parent)
  | { type: "figure"; name: string; alt: string; legend: string | null }
  | { type: "quiz"; quiz: QuizData }
  | { type: "prediction"; quiz: QuizData }
  | { type: "exercise"; slug: string };

export interface LessonText {
  nodes: LessonNode[];
  /** second-level headings */
  headings: { id: string; text: string }[];
  /** what each runnable fence types, in order */
  commands: string[];
  /** in the order of the page */
  questions: { kind: "quiz" | "prediction"; quiz: QuizData }[];
  /** slugs of the exercises that it shows */
  exercises: string[];
}
