/** Sets French typography on the text of a lesson and of its components, never on code. */
import type { Root } from "mdast";
import type {} from "mdast-util-mdx";
import { visit } from "unist-util-visit";
import { typography } from "../typography";

const attributes = new Set(["alt", "legende", "titre", "question"]);

export function remarkTypography() {
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === "text") node.value = typography(node.value);
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      for (const attribute of node.attributes) {
        if (attribute.type !== "mdxJsxAttribute" || !attributes.has(attribute.name)) continue;
        if (typeof attribute.value === "string") attribute.value = typography(attribute.value);
      }
    });
  };
}
