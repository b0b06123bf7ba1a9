/** Checks each component of a lesson: that it exists, its attributes, what it refers to. */
import type { Root } from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { FigureError, readFigure } from "../figures";
import { checkQuestion } from "./quiz";

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** Attributes of each component an author may write: true when it is required. */
const components: Record<string, Record<string, boolean>> = {
  Terme: { id: true },
  Figure: { nom: true, alt: true, legende: false },
  Encadre: { type: true, titre: false },
  Prediction: { question: true, options: true },
  Quiz: { id: true, type: true, question: true, options: true },
  Exercice: { id: true },
  Comparaison: {},
};

const boxTypes = ["note", "astuce", "attention"];

interface Known {
  terms: ReadonlySet<string>;
  content: string;
  /** slugs of the lesson's exercises */
  exercises: readonly string[];
}

/** `used` receives the ids of the glossary terms, each once. */
export function remarkComponents(known: Known, used: Set<string>) {
  return () => async (tree: Root, file: VFile) => {
    const placed = new Set<string>();
    const questions = new Set<string>();
    const figures: { node: Element; name: string }[] = [];
    visit(tree, (node) => {
      if (node.type === "mdxjsEsm") file.fail("import and export are not for lessons", node);
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      checkAttributes(node, file);
      if (node.name === "Terme") {
        const id = stringAttribute(node, "id") ?? "";
        if (!known.terms.has(id)) file.fail(`“${id}” is not a term of glossaire.yaml`, node);
        used.add(id);
      }
      if (node.name === "Encadre") {
        const type = stringAttribute(node, "type") ?? "";
        if (!boxTypes.includes(type)) {
          file.fail(`Encadre type “${type}”: use ${boxTypes.join(", ")}`, node);
        }
      }
      if (node.name === "Quiz" || node.name === "Prediction") checkQuestion(node, file, questions);
      if (node.name === "Exercice") {
        const id = stringAttribute(node, "id") ?? "";
        if (!known.exercises.includes(id)) {
          file.fail(`“${id}” is no exercise of this lesson: exercises/${id}/exercise.yaml`, node);
        }
        if (placed.has(id)) file.fail(`exercise “${id}” is placed twice`, node);
        placed.add(id);
      }
      if (node.name === "Figure") {
        figures.push({ node, name: stringAttribute(node, "nom") ?? "" });
      }
    });
    const unplaced = known.exercises.find((slug) => !placed.has(slug));
    if (unplaced) file.fail(`exercise “${unplaced}” is not placed: <Exercice id="${unplaced}" />`);
    for (const { node, name } of figures) {
      try {
        await readFigure(known.content, name);
      } catch (error) {
        if (!(error instanceof FigureError)) throw error;
        file.fail(error.message, node);
      }
    }
  };
}

function checkAttributes(node: Element, file: VFile): void {
  const allowed = components[node.name ?? ""];
  if (!allowed) {
    file.fail(`<${node.name ?? ""}> is no component: ${Object.keys(components).join(", ")}`, node);
    return;
  }
  const names = node.attributes.map((attribute) =>
    attribute.type === "mdxJsxAttribute" ? attribute.name : "…",
  );
  for (const name of names) {
    if (!(name in allowed)) file.fail(`<${node.name}> has no attribute “${name}”`, node);
  }
  for (const [name, required] of Object.entries(allowed)) {
    if (required && !names.includes(name)) file.fail(`<${node.name}> needs “${name}”`, node);
  }
}

function stringAttribute(node: Element, name: string): string | undefined {
  for (const attribute of node.attributes) {
    if (attribute.type !== "mdxJsxAttribute" || attribute.name !== name) continue;
    if (typeof attribute.value === "string") return attribute.value;
  }
  return undefined;
}
