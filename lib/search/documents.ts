/**
 * The site as the search reads it: each lesson by its parts, each term of the glossary, each page of
 * the guide for trainers.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createProcessor } from "@mdx-js/mdx";
import type { Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { VFile } from "vfile";
import type { Course, Lesson } from "@/lib/content/course";
import { remarkHeadings } from "@/lib/content/remark/headings";
import { remarkTypography } from "@/lib/content/remark/typography";
import { typography } from "@/lib/content/typography";
import { loadGuide } from "@/lib/guide/guide";
import type { SearchDocument, Section } from "./document";

export async function documentsOf(course: Course): Promise<SearchDocument[]> {
  const documents: Omit<SearchDocument, "id">[] = [];
  for (const { title: chapter, lessons } of course.chapters)
    for (const lesson of lessons) documents.push(await documentOf(course, chapter, lesson));
  for (const { id, fr, en, definition } of course.terms)
    documents.push({
      kind: "term",
      href: `/glossaire#${id}`,
      title: typography(fr),
      context: en,
      question: "",
      summary: "",
      sections: [{ anchor: "", title: "", text: plain(definition) }],
    });
  for (const { href, title, summary, file, text } of await loadGuide())
    documents.push({
      ...{ kind: "guide", href, title, summary, context: "Guide du formateur", question: "" },
      sections: sectionsIn(new VFile({ value: text, path: file })),
    });
  return documents.map((document, id) => ({ id, ...document }));
}

async function documentOf(
  course: Course,
  chapter: string,
  lesson: Lesson,
): Promise<Omit<SearchDocument, "id">> {
  const file = new VFile({
    value: await readFile(join(course.places.root, lesson.file), "utf8"),
    path: lesson.file,
  });
  return {
    kind: "lesson",
    href: lesson.href,
    title: typography(lesson.title),
    context: typography(chapter),
    question: plain(lesson.question),
    summary: plain(lesson.summary),
    sections: sectionsIn(file),
  };
}

const sectionsIn = (file: VFile): Section[] =>
  sectionsOf(createProcessor({ remarkPlugins: [remarkFrontmatter, remarkGfm] }).parse(file), file);

function sectionsOf(tree: Root, file: VFile): Section[] {
  remarkTypography()(tree);
  remarkHeadings([])()(tree, file);
  const sections: { anchor: string; title: string; parts: string[] }[] = [];
  let current: { anchor: string; title: string; parts: string[] } = {
    anchor: "",
    title: "",
    parts: [],
  };
  sections.push(current);
  for (const node of tree.children) {
    if (node.type === "heading") {
      const id = node.data?.hProperties?.id;
      current = { anchor: typeof id === "string" ? id : "", title: textOf(node), parts: [] };
      sections.push(current);
    } else current.parts.push(...partsOf(node));
  }
  return sections
    .map(({ parts, ...rest }) => ({ ...rest, text: parts.join(" ").replace(/\s+/g, " ").trim() }))
    .filter(({ title, text }) => title !== "" || text !== "");
}

/** The blocks of text, one by one: joined without a space, the last word of one and the first of the next would be one. */
function partsOf(node: RootContent): string[] {
  if (node.type === "yaml" || node.type === "mdxjsEsm" || node.type === "mdxFlowExpression")
    return [];
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell")
    return [textOf(node)];
  if ("children" in node) return node.children.flatMap(partsOf);
  return "value" in node ? [node.value] : [];
}

const plain = (text: string) => typography(text.replaceAll("`", ""));
