/**
 * solution.sh: a bash script in parts, one for each step, each opened by `# étape : <id>`. What
 * stands before the first part is a comment for the reader.
 */
import type { Problem } from "../problem";

export interface SolutionPart {
  step: string;
  /** commands without the comments above them and without empty lines around */
  commands: string;
  /** of the line that names the step */
  line: number;
}

const marker = /^#\s*étape\s*:\s*([a-z0-9-]+)\s*$/;

export function readSolution(text: string): SolutionPart[] {
  const parts: SolutionPart[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const step = marker.exec(line)?.[1];
    const last = parts.at(-1);
    if (step) parts.push({ step, commands: "", line: index + 1 });
    else if (last) last.commands += `${line}\n`;
  }
  return parts.map((part) => ({ ...part, commands: part.commands.trim() }));
}

/** Each step once, in the exercise's order, each with something to run. */
export function solutionProblems(
  parts: readonly SolutionPart[],
  steps: readonly string[],
  file: string,
): Problem[] {
  const problem = (message: string, line = 1) => ({ file, line, message });
  const unknown = parts.filter(({ step }) => !steps.includes(step));
  if (unknown.length > 0)
    return unknown.map(({ step, line }) => problem(`“${step}” is no step of exercise.yaml`, line));
  const missing = steps.filter((step) => !parts.some((part) => part.step === step));
  if (missing.length > 0) return missing.map((step) => problem(`no part “# étape : ${step}”`));
  if (parts.map(({ step }) => step).join() !== steps.join())
    return [problem(`each step once, in this order: ${steps.join(", ")}`)];
  return parts
    .filter(({ commands }) => commands === "")
    .map(({ step, line }) => problem(`“${step}” runs nothing`, line));
}
