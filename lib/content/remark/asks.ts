/** Every lesson asks its reader something: a `<Quiz>` or a `<Prediction>`. */
import type { Root } from "mdast";
import type {} from "mdast-util-mdx";
import { EXIT, visit } from "unist-util-visit";
import type { VFile } from "vfile";

const questions: readonly (string | null)[] = ["Quiz", "Prediction"];

/** Last of the plugins: what is wrong in the lesson is said before what is missing. */
export function remarkAsks() {
  return (tree: Root, file: VFile) => {
    let asks = false;
    visit(tree, ["mdxJsxFlowElement", "mdxJsxTextElement"], (node) => {
      if (!("name" in node) || !questions.includes(node.name)) return;
      asks = true;
      return EXIT;
    });
    if (!asks) file.fail("asks nothing: a lesson holds a <Quiz> or a <Prediction>");
  };
}
