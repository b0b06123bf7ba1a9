/** Compiles a page of the guide, checked, to a component that the page renders. */
import { evaluate } from "@mdx-js/mdx";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { VFile } from "vfile";
import { loadCourse } from "@/lib/content/cached-course";
import { asContentError, type CompiledLesson } from "@/lib/content/compile-lesson";
import { remarkComponents } from "@/lib/content/remark/components";
import { type Heading, remarkHeadings } from "@/lib/content/remark/headings";
import { remarkLinks } from "@/lib/content/remark/links";
import { remarkTypography } from "@/lib/content/remark/typography";
import { type GuidePage, loadGuide } from "./guide";

/** Pages of the site, besides the guide's own, that it may send its reader to. */
const sitePages = [
  ...["/", "/parcours", "/glossaire", "/bac-a-sable", "/classes", "/rejoindre"],
  ...["/vos-donnees", "/compte", "/progression", "/auteur"],
];

/** Throws `ContentError` at the first problem, with its line. */
export async function compileGuide({
  file,
  text,
}: GuidePage): Promise<Pick<CompiledLesson, "Content" | "headings">> {
  const { places, terms } = await loadCourse();
  const headings: Heading[] = [];
  const ids = new Set(terms.map(({ id }) => id));
  const pages = new Set([...sitePages, ...(await loadGuide()).map(({ href }) => href)]);
  try {
    const module = await evaluate(new VFile({ value: text, path: file }), {
      Fragment,
      jsx,
      jsxs,
      remarkPlugins: [
        remarkFrontmatter,
        remarkGfm,
        remarkTypography,
        remarkComponents({ terms: ids, content: places.content, exercises: [] }, new Set()),
        remarkHeadings(headings),
        remarkLinks({ pages, terms: ids }, headings),
      ],
    });
    return { Content: module.default, headings };
  } catch (error) {
    throw asContentError(error, file);
  }
}
