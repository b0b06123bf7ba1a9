/** Compiles one lesson.mdx, checked against the course, to a component that the page renders. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evaluate } from "@mdx-js/mdx";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { VFile } from "vfile";
import type { Course, Lesson } from "./course";
import { ContentError } from "./problem";
import { remarkAsks } from "./remark/asks";
import { remarkComponents } from "./remark/components";
import { remarkFences } from "./remark/fences";
import { type Heading, remarkHeadings } from "./remark/headings";
import { type KnownLinks, remarkLinks } from "./remark/links";
import { remarkTypography } from "./remark/typography";

export interface CompiledLesson {
  /** takes `components`, which give Terme, Figure, Encadre, Prediction, Commande, Sortie, Fichier, Extrait */
  Content: Awaited<ReturnType<typeof evaluate>>["default"];
  /** second-level headings */
  headings: Heading[];
  /** what each runnable fence types, in order */
  commands: string[];
  /** ids of the glossary terms it uses, in order of first use */
  terms: string[];
}

/** Throws `ContentError` at the first problem, with its line. */
export async function compileLesson(course: Course, lesson: Lesson): Promise<CompiledLesson> {
  const text = await readFile(join(course.places.root, lesson.file), "utf8");
  const exercises = lesson.exercises.map(({ slug }) => slug);
  return compileText(course, lesson.file, text, exercises);
}

export async function compileText(
  course: Course,
  file: string,
  text: string,
  exercises: readonly string[] = [],
): Promise<CompiledLesson> {
  const headings: Heading[] = [];
  const commands: string[] = [];
  const terms = new Set<string>();
  const known = knownLinks(course);
  try {
    const module = await evaluate(new VFile({ value: text, path: file }), {
      Fragment,
      jsx,
      jsxs,
      remarkPlugins: [
        remarkFrontmatter,
        remarkGfm,
        remarkTypography,
        remarkComponents({ terms: known.terms, content: course.places.content, exercises }, terms),
        remarkHeadings(headings),
        remarkLinks(known, headings),
        remarkFences(commands),
        remarkAsks,
      ],
    });
    return { Content: module.default, headings, commands, terms: [...terms] };
  } catch (error) {
    throw asContentError(error, file);
  }
}

function knownLinks(course: Course): KnownLinks {
  return {
    pages: new Set([
      "/",
      "/parcours",
      "/glossaire",
      "/bac-a-sable",
      ...course.lessons.map((l) => l.href),
    ]),
    terms: new Set(course.terms.map((term) => term.id)),
  };
}

/** The parser and the plugins fail with a VFileMessage: a reason and a line. */
export function asContentError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !("reason" in error) || !("line" in error)) return error;
  const line = typeof error.line === "number" ? error.line : 1;
  return new ContentError([{ file, line, message: String(error.reason) }], { cause: error });
}
