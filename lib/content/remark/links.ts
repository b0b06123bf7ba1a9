/** Refuses dead links inside the site, and links outside that are not https. */
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import type { Heading } from "./headings";

/** Addresses of the site that a lesson may link to, without `#…`. */
export interface KnownLinks {
  pages: ReadonlySet<string>;
  /** ids of the glossary, for `/glossaire#id` */
  terms: ReadonlySet<string>;
}

/** `headings` must have been filled by `remarkHeadings` before. */
export function remarkLinks(known: KnownLinks, headings: readonly Heading[]) {
  return () => (tree: Root, file: VFile) => {
    visit(tree, ["link", "definition"], (node) => {
      if (node.type !== "link" && node.type !== "definition") return;
      const wrong = problem(node.url, known, headings);
      if (wrong) file.fail(wrong, node);
    });
  };
}

function problem(url: string, known: KnownLinks, headings: readonly Heading[]): string | null {
  if (url.startsWith("https://")) return null;
  const [page = "", anchor] = url.split("#");
  if (page === "" && anchor !== undefined) {
    return headings.some((heading) => heading.id === anchor)
      ? null
      : `dead link: no heading #${anchor} in this lesson`;
  }
  if (!page.startsWith("/")) return `link “${url}” is neither https nor a page of the site`;
  if (!known.pages.has(page)) return `dead link: ${page} is no page of the site`;
  if (page === "/glossaire" && anchor !== undefined && !known.terms.has(anchor)) {
    return `dead link: the glossary has no term “${anchor}”`;
  }
  return null;
}
