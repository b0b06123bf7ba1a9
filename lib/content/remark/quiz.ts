/** Reads and checks what a `<Quiz>` or a `<Prediction>` says before it is shown to anybody. */
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import type { VFile } from "vfile";
import { parse, YAMLError } from "yaml";
import { predictionId } from "@/lib/quizzes/marking";
import { type QuizData, quizSchema } from "../schema/quiz";

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** A prediction is a question with one right answer. Fails with the line. */
export function questionOf(node: Element, file: VFile): QuizData {
  const said: Record<string, unknown> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== "mdxJsxAttribute") continue;
    const { name, value } = attribute;
    said[name] = typeof value === "object" && value !== null ? literal(value.value, file) : value;
  }
  if (node.name === "Prediction") {
    said.type = "une";
    said.id = predictionId(String(said.question));
  }
  const read = quizSchema.safeParse(said);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return file.fail(`${node.name}: ${issue?.path.join(".")}: ${issue?.message}`, node);
}

/** Fails with the line; `taken` holds the ids of the lesson's questions so far. */
export function checkQuestion(node: Element, file: VFile, taken: Set<string>): void {
  const { id } = questionOf(node, file);
  if (taken.has(id)) file.fail(`${node.name}: “${id}” is the id of two`, node);
  taken.add(id);
}

/** Lists and objects of strings, numbers and booleans are written the same in JavaScript and YAML. */
function literal(source: string, file: VFile): unknown {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof YAMLError)) throw error;
    return file.fail(`only lists and objects of texts: ${error.message.split("\n")[0]}`);
  }
}
