/** Checks what a `<Quiz>` says before it is shown to anybody. */
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import type { VFile } from "vfile";
import { parse, YAMLError } from "yaml";
import { quizSchema } from "../schema/quiz";

/** Fails with the line; `taken` holds the ids of the lesson's quizzes so far. */
export function checkQuiz(
  node: MdxJsxFlowElement | MdxJsxTextElement,
  file: VFile,
  taken: Set<string>,
): void {
  const said: Record<string, unknown> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== "mdxJsxAttribute") continue;
    const { name, value } = attribute;
    said[name] = typeof value === "object" && value !== null ? literal(value.value, file) : value;
  }
  const read = quizSchema.safeParse(said);
  if (!read.success) {
    const [issue] = read.error.issues;
    file.fail(`Quiz: ${issue?.path.join(".")}: ${issue?.message}`, node);
    return;
  }
  const { id } = read.data;
  if (taken.has(id)) file.fail(`Quiz: “${id}” is the id of two`, node);
  taken.add(id);
}

/** Lists and objects of strings, numbers and booleans are written the same in JavaScript and YAML. */
function literal(source: string, file: VFile): unknown {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof YAMLError)) throw error;
    return file.fail(`Quiz: only lists and objects of texts: ${error.message.split("\n")[0]}`);
  }
}
