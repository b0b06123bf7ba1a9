/** What a lesson's text is read against, and what is found in it on the way. */
import type { Node } from "unist";
import type { LessonText } from "./nodes";

/** What a lesson may name. */
export interface Known {
  /** ids of the glossary */
  terms: ReadonlySet<string>;
  /** names of the course's figures */
  figures: ReadonlySet<string>;
  /** addresses of the course's lessons */
  lessons: ReadonlySet<string>;
  /** slugs of the lesson's own exercises */
  exercises: ReadonlySet<string>;
}

/** Beyond it a lesson cannot be read by people either. */
export const maxDepth = 24;
const maxProblems = 50;

export class Reader {
  readonly problems: { line: number; message: string }[] = [];
  readonly found: Omit<LessonText, "nodes"> = {
    headings: [],
    commands: [],
    questions: [],
    exercises: [],
  };
  readonly headingIds = new Set<string>();
  /** links to headings, looked at once all headings are known */
  readonly anchors: { id: string; node: Node }[] = [];

  constructor(readonly known: Known) {}

  /** Notes a problem; there is nothing to show in its place. */
  refuse(node: Node | undefined, message: string): [] {
    if (this.problems.length < maxProblems)
      this.problems.push({ line: node?.position?.start.line ?? 1, message });
    return [];
  }
}
