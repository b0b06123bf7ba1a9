/**
 * Reads a trainer's lesson.mdx: the syntax of the course's own lessons, parsed to a tree and never
 * compiled nor evaluated (docs/decisions/032-trainers-lessons-are-data.md).
 */
import { createProcessor } from "@mdx-js/mdx";
import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { VFile } from "vfile";
import { convertAll } from "./convert";
import { costlyPlace } from "./cost";
import type { LessonText } from "./nodes";
import { type Known, Reader } from "./reader";

export interface ReadText extends LessonText {
  problems: readonly { line: number; message: string }[];
}

const nothing = { nodes: [], headings: [], commands: [], questions: [], exercises: [] };

/** What could be read of it, and what is wrong; French. */
export function readLessonText(text: string, known: Known): ReadText {
  const costly = costlyPlace(text);
  if (costly !== null) return { ...nothing, problems: [costly] };
  let tree: Root;
  try {
    tree = parser().parse(new VFile(text));
  } catch (error) {
    return { ...nothing, problems: [syntaxProblem(error)] };
  }
  const reader = new Reader(known);
  const nodes = convertAll(tree.children, reader, 0);
  for (const { id, node } of reader.anchors)
    if (!reader.headingIds.has(id) && !known.exercises.has(id))
      reader.refuse(node, `Lien mort\u00a0: la leçon n’a pas de titre #${id.slice(0, 60)}.`);
  for (const slug of known.exercises)
    if (!reader.found.exercises.includes(slug))
      reader.refuse(
        undefined,
        `L’exercice «\u00a0${slug}\u00a0» n’est placé nulle part\u00a0: ajoutez <Exercice id="${slug}" /> où il doit venir.`,
      );
  const problems = reader.problems.toSorted((a, b) => a.line - b.line);
  return { nodes, ...reader.found, problems };
}

/** It only ever parses: nothing is asked of what would come after. */
const parser = () => createProcessor({ remarkPlugins: [remarkFrontmatter, remarkGfm] });

/** The parsers fail with a VFileMessage: a reason, in English, and a line. */
function syntaxProblem(error: unknown): { line: number; message: string } {
  if (error instanceof RangeError)
    return { line: 1, message: "Cette leçon est trop imbriquée pour être lue." };
  if (!(error instanceof Error) || !("reason" in error)) throw error;
  const line = "line" in error && typeof error.line === "number" ? error.line : 1;
  const rule = "ruleId" in error ? String(error.ruleId) : "";
  return { line, message: syntaxMessages[rule] ?? unclear(String(error.reason)) };
}

const unclear = (reason: string) =>
  /closing tag|end-tag/i.test(reason)
    ? "Une balise n’est pas refermée ici, ou pas dans l’ordre où elle a été ouverte."
    : "Ce passage n’est pas compris. Un chevron s’écrit \\<, une accolade \\{.";

const syntaxMessages: Readonly<Record<string, string>> = {
  "end-tag-mismatch":
    "Une balise n’est pas refermée ici, ou pas dans l’ordre où elle a été ouverte.",
  acorn:
    "Ce qui est entre accolades n’est pas une liste bien formée. Une accolade seule s’écrit \\{.",
  "unexpected-eof":
    "Une balise ou une accolade ouverte n’est jamais refermée. Un chevron seul s’écrit \\<, une accolade \\{.",
  "unexpected-character":
    "Ce caractère n’est pas attendu dans une balise. Un chevron seul s’écrit \\<. Les commentaires <!-- --> ne sont pas acceptés.",
};
