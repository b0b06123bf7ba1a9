/** The components that a trainer may write: a closed list, with literal attributes alone. */
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx";
import { parse, YAMLError } from "yaml";
import { quizSchema } from "@/lib/content/schema/quiz";
import { typography } from "@/lib/content/typography";
import { predictionId } from "@/lib/quizzes/marking";
import { explain, inFrench } from "../french";
import type { LessonNode } from "./nodes";
import type { Reader } from "./reader";

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** true: required; `list`: written between braces, as a list of texts */
const attributes: Readonly<Record<string, Readonly<Record<string, boolean | "list">>>> = {
  Terme: { id: true },
  Figure: { nom: true, alt: true, legende: false },
  Encadre: { type: true, titre: false },
  Prediction: { question: true, options: "list" },
  Quiz: { id: true, type: true, question: true, options: "list" },
  Exercice: { id: true },
};

/** `children`: reads what stands within. */
export function componentOf(
  node: Element,
  reader: Reader,
  children: () => LessonNode[],
): LessonNode[] {
  const said = readAttributes(node, reader);
  if (said === null) return [];
  const text = (key: string) => {
    const value = said[key];
    return typeof value === "string" ? value : "";
  };
  const optional = (key: string) => (said[key] === undefined ? null : typography(text(key)));
  const refuse = (message: string) => reader.refuse(node, message);
  if (!["Terme", "Encadre"].includes(node.name ?? "") && node.children.length > 0)
    return refuse(
      `<${node.name}> s’écrit seul, sans rien entre deux balises\u00a0: <${node.name} … />.`,
    );
  switch (node.name) {
    case "Terme":
      if (!reader.known.terms.has(text("id")))
        return refuse(`Le glossaire n’a pas de terme «\u00a0${text("id").slice(0, 60)}\u00a0».`);
      return [{ type: "term", id: text("id"), children: children() }];
    case "Figure":
      if (!reader.known.figures.has(text("nom")))
        return refuse(`Le parcours n’a pas de figure «\u00a0${text("nom").slice(0, 60)}\u00a0».`);
      return [
        {
          ...{ type: "figure", name: text("nom"), alt: typography(text("alt")) },
          legend: optional("legende"),
        },
      ];
    case "Encadre": {
      const kind = text("type");
      if (kind !== "note" && kind !== "astuce" && kind !== "attention")
        return refuse("Un encadré est de type note, astuce ou attention.");
      return [{ type: "box", kind, title: optional("titre"), children: children() }];
    }
    case "Exercice": {
      const slug = text("id");
      if (!reader.known.exercises.has(slug))
        return refuse(
          `Cette leçon n’a pas d’exercice «\u00a0${slug.slice(0, 60)}\u00a0»\u00a0: il lui faut exercises/${slug.slice(0, 60)}/exercise.yaml.`,
        );
      if (reader.found.exercises.includes(slug))
        return refuse(`L’exercice «\u00a0${slug}\u00a0» est placé deux fois.`);
      reader.found.exercises.push(slug);
      return [{ type: "exercise", slug }];
    }
    default:
      return questionOf(node, said, reader);
  }
}

function questionOf(node: Element, said: Record<string, unknown>, reader: Reader): LessonNode[] {
  const kind = node.name === "Quiz" ? "quiz" : "prediction";
  const whole =
    kind === "quiz"
      ? said
      : { ...said, type: "une", id: predictionId(typography(String(said.question))) };
  const read = quizSchema.safeParse(whole, { error: explain });
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.map((key) => (typeof key === "number" ? key + 1 : key)).join(", ");
    return reader.refuse(node, `<${node.name}>, ${place}\u00a0: ${inFrench(issue?.message ?? "")}`);
  }
  const quiz = { ...read.data, question: typography(read.data.question) };
  if (reader.found.questions.some((one) => one.quiz.id === quiz.id))
    return reader.refuse(node, `Deux questions ont le même identifiant «\u00a0${quiz.id}\u00a0».`);
  reader.found.questions.push({ kind, quiz });
  return [{ type: kind, quiz }];
}

function readAttributes(node: Element, reader: Reader): Record<string, unknown> | null {
  const refuse = (message: string) => {
    reader.refuse(node, message);
    return null;
  };
  const name = node.name ?? "";
  const allowed = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (allowed === undefined)
    return refuse(
      `<${name.slice(0, 40)}> n’est pas accepté\u00a0: ni HTML ni autre composant que ${Object.keys(attributes).join(", ")}. Un chevron seul s’écrit \\<.`,
    );
  const said: Record<string, unknown> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== "mdxJsxAttribute")
      return refuse(`<${name}> n’accepte pas d’accolades à la place de ses attributs.`);
    const { name: key, value } = attribute;
    const kind = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
    if (kind === undefined)
      return refuse(`<${name}> n’a pas d’attribut «\u00a0${key.slice(0, 40)}\u00a0».`);
    if (Object.hasOwn(said, key))
      return refuse(`<${name}> a deux fois l’attribut «\u00a0${key}\u00a0».`);
    if (kind === "list") {
      const list = typeof value === "object" && value !== null ? literal(value.value) : null;
      if (list === null)
        return refuse(
          `<${name}>\u00a0: «\u00a0${key}\u00a0» est une liste de textes entre accolades, comme {[{texte: "…", explication: "…"}]}.`,
        );
      said[key] = list;
    } else if (typeof value === "string") said[key] = value;
    else
      return refuse(
        `<${name}>\u00a0: «\u00a0${key}\u00a0» est un texte entre guillemets droits, comme ${key}="…"\u00a0; aucune expression n’est acceptée.`,
      );
  }
  for (const [key, kind] of Object.entries(allowed))
    if (kind !== false && !Object.hasOwn(said, key))
      return refuse(`Il manque à <${name}> l’attribut «\u00a0${key}\u00a0».`);
  return said;
}

/** Read as data (YAML, of which such a list is a part), never as JavaScript; null: it is no list. */
function literal(source: string): unknown[] | null {
  try {
    const value: unknown = parse(source, { schema: "core", maxAliasCount: 0 });
    return Array.isArray(value) ? value : null;
  } catch (error) {
    // an alias is a ReferenceError
    if (error instanceof YAMLError || error instanceof ReferenceError) return null;
    throw error;
  }
}
