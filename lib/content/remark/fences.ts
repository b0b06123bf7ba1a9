/**
 * Turns fences into the components that show them: `bash` runs on click unless `run=no`,
 * `console` is what one should see, `file=NAME` is a file, the rest plain code.
 */
import type { Code, Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { isHomePath } from "@/lib/protocol/files";
import { languages } from "../highlight";

/** What a fence may name. */
export const fenceLanguages: ReadonlySet<string> = new Set([...languages, "console", "text"]);

/** `found` receives the runnable commands in order; their place is their index in progress. */
export function remarkFences(found: string[]) {
  return () => (tree: Root, file: VFile) => {
    visit(tree, "code", (node, index, parent) => {
      if (parent === undefined || index === undefined) return;
      const language = node.lang ?? "text";
      if (!fenceLanguages.has(language)) {
        file.fail(`a fence in “${language}”: use one of ${[...fenceLanguages].join(", ")}`, node);
      }
      const options = readOptions(node, file);
      if (language === "console") {
        parent.children[index] = element("Sortie", node, { texte: node.value });
      } else if (options.file !== undefined) {
        parent.children[index] = element("Fichier", node, {
          nom: options.file,
          langage: language,
          texte: node.value,
        });
      } else if (language === "bash" && options.run !== "no") {
        parent.children[index] = element("Commande", node, {
          index: String(found.length),
          texte: node.value,
        });
        found.push(node.value);
      } else {
        parent.children[index] = element("Extrait", node, { langage: language, texte: node.value });
      }
    });
  };
}

function readOptions(node: Code, file: VFile): { file?: string; run?: string } {
  const options: { file?: string; run?: string } = {};
  for (const word of (node.meta ?? "").split(/\s+/).filter(Boolean)) {
    const [key, value] = word.split("=");
    if (key === "file" && value && isFileName(value)) options.file = value;
    else if (key === "run" && value === "no") options.run = value;
    else file.fail(`fence option “${word}” is not understood: file=NAME or run=no`, node);
  }
  return options;
}

/** A path below the learner's home, where the page offers to save it. */
export const isFileName = (name: string): boolean =>
  /^[\w.][\w./-]*$/.test(name) && isHomePath(name);

function element(name: string, node: Code, attributes: Record<string, string>): MdxJsxFlowElement {
  return {
    type: "mdxJsxFlowElement",
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: "mdxJsxAttribute",
      name: key,
      value,
    })),
    children: [],
    ...(node.position ? { position: node.position } : {}),
  };
}
