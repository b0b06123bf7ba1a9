/** Gives headings an address in the page, and collects the table of contents. */
import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { slugify } from "../slug";

export interface Heading {
  id: string;
  text: string;
}

/** `found` receives the second-level headings, in order. Level 1 is the page's own title. */
export function remarkHeadings(found: Heading[]) {
  return () => (tree: Root, file: VFile) => {
    const taken = new Set<string>();
    visit(tree, "heading", (node) => {
      if (node.depth === 1) {
        file.fail("a lesson has no # heading: its title comes from the front matter", node);
      }
      const text = textOf(node);
      const base = slugify(text) || "partie";
      let id = base;
      for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
      taken.add(id);
      node.data = { ...node.data, hProperties: { id } };
      if (node.depth === 2) found.push({ id, text });
    });
  };
}
