/** What is wrong in the course, and where: the message an author needs to mend it. */

export interface Problem {
  /** path from the root of the repository */
  file: string;
  /** first line is 1 */
  line: number;
  message: string;
}

/** Stops the build. Its message lists every problem as `file:line: message`. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join("\n"), options);
    this.problems = problems;
  }
}
