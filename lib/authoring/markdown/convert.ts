/** From Markdown's tree to ours: what is not named here is refused. */
import type { Nodes, Table } from "mdast";
import type {} from "mdast-util-mdx";
import { toString as textOf } from "mdast-util-to-string";
import { slugify } from "@/lib/content/slug";
import { typography } from "@/lib/content/typography";
import { componentOf } from "./components";
import { fenceOf } from "./fences";
import { hrefOf } from "./links";
import type { LessonNode } from "./nodes";
import { maxDepth, type Reader } from "./reader";

export const convertAll = (nodes: readonly Nodes[], reader: Reader, depth: number): LessonNode[] =>
  nodes.flatMap((node) => convert(node, reader, depth));

function convert(node: Nodes, reader: Reader, depth: number): LessonNode[] {
  if (depth > maxDepth)
    return reader.refuse(node, "Trop d’éléments sont imbriqués les uns dans les autres ici.");
  const within = (nodes: readonly Nodes[]) => convertAll(nodes, reader, depth + 1);
  switch (node.type) {
    case "yaml":
      return [];
    case "text":
      return [{ type: "text", text: typography(node.value) }];
    case "inlineCode":
      return [{ type: "inlineCode", text: node.value }];
    case "break":
      return [{ type: "break" }];
    case "thematicBreak":
      return [{ type: "rule" }];
    case "paragraph":
    case "strong":
    case "emphasis":
    case "delete":
      return [{ type: node.type, children: within(node.children) }];
    case "blockquote":
      return [{ type: "quote", children: within(node.children) }];
    case "list":
      return [
        {
          ...{ type: "list", ordered: node.ordered === true, start: node.start ?? 1 },
          children: within(node.children),
        },
      ];
    case "listItem": {
      // lines of a list that stand close are no paragraphs
      const close = node.spread !== true;
      const inner = node.children.flatMap((child) =>
        close && child.type === "paragraph" ? within(child.children) : within([child]),
      );
      return [{ type: "item", children: inner }];
    }
    case "heading":
      return headingOf(node, reader, within(node.children));
    case "link": {
      const href = hrefOf(node, reader);
      return href === null ? [] : [{ type: "link", href, children: within(node.children) }];
    }
    case "table":
      return [{ type: "table", rows: rowsOf(node, within) }];
    case "code":
      return fenceOf(node, reader);
    case "mdxJsxFlowElement":
    case "mdxJsxTextElement":
      return componentOf(node, reader, () => within(node.children));
    default:
      return reader.refuse(node, refusal(node.type));
  }
}

function headingOf(
  node: Extract<Nodes, { type: "heading" }>,
  reader: Reader,
  children: LessonNode[],
): LessonNode[] {
  if (node.depth !== 2 && node.depth !== 3 && node.depth !== 4)
    return reader.refuse(
      node,
      node.depth === 1
        ? "Le titre de la leçon vient de son en-tête (title)\u00a0: les parties commencent par ##."
        : "Les titres vont de ## à ####.",
    );
  const text = textOf(node);
  const base = slugify(text) || "partie";
  let id = base;
  for (let n = 2; reader.headingIds.has(id); n++) id = `${base}-${n}`;
  reader.headingIds.add(id);
  if (node.depth === 2) reader.found.headings.push({ id, text: typography(text) });
  return [{ type: "heading", depth: node.depth, id, children }];
}

const rowsOf = (table: Table, within: (nodes: readonly Nodes[]) => LessonNode[]) =>
  table.children.map((row) => row.children.map((cell) => within(cell.children)));

function refusal(type: Nodes["type"]): string {
  switch (type) {
    case "image":
    case "imageReference":
      return 'Les images ne sont pas acceptées\u00a0: utilisez une figure du parcours, <Figure nom="…" alt="…" />.';
    case "linkReference":
    case "definition":
      return "Écrivez l’adresse du lien sur place\u00a0: [texte](https://…).";
    case "footnoteReference":
    case "footnoteDefinition":
      return "Les notes de bas de page ne sont pas acceptées.";
    case "mdxFlowExpression":
    case "mdxTextExpression":
      return "Les expressions entre accolades ne sont pas acceptées. Une accolade seule s’écrit \\{.";
    case "mdxjsEsm":
      return "import et export ne sont pas acceptés dans une leçon.";
    case "html":
      return "Le HTML n’est pas accepté.";
    default:
      return "Cet élément n’est pas accepté dans une leçon.";
  }
}
