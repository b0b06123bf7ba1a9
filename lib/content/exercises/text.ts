/**
 * The Markdown of an exercise as a small tree that holds nothing but text: what a value or an
 * object's name contains is put in after parsing, so that it can be no markup and no script.
 */
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Block, Inline } from "@/lib/protocol/exercise-text";
import { typography } from "../typography";
import { fill, type Values } from "./template";

export class TextError extends Error {
  override readonly name = "TextError";
}

/** Throws `TextError` for what an exercise's text cannot hold. */
export function parseText(markdown: string): Block[] {
  return fromMarkdown(markdown).children.map(block);
}

/** Puts the learner's values in, and French typography around them, never into code. */
export function fillText(blocks: readonly Block[], values: Values): Block[] {
  return blocks.map((one) => fillBlock(one, values));
}

function fillBlock(one: Block, values: Values): Block {
  switch (one.type) {
    case "paragraph":
      return { ...one, children: one.children.map((child) => fillInline(child, values)) };
    case "list":
      return { ...one, items: one.items.map((item) => fillText(item, values)) };
    case "code":
      return { ...one, text: fill(one.text, values) };
  }
}

function fillInline(one: Inline, values: Values): Inline {
  switch (one.type) {
    case "text":
      return { ...one, text: fill(typography(one.text), values) };
    case "code":
      return { ...one, text: fill(one.text, values) };
    case "break":
      return one;
    default:
      return { ...one, children: one.children.map((child) => fillInline(child, values)) };
  }
}

function block(node: RootContent): Block {
  switch (node.type) {
    case "paragraph":
      return { type: "paragraph", children: node.children.map(inline) };
    case "list":
      return {
        type: "list",
        ordered: node.ordered === true,
        items: node.children.map((item) => item.children.map(block)),
      };
    case "code":
      return { type: "code", language: node.lang ?? "text", text: node.value };
    default:
      throw refused(node);
  }
}

function inline(node: PhrasingContent): Inline {
  switch (node.type) {
    case "text":
      return { type: "text", text: node.value };
    case "inlineCode":
      return { type: "code", text: node.value };
    case "strong":
    case "emphasis":
      return { type: node.type, children: node.children.map(inline) };
    case "break":
      return { type: "break" };
    case "link":
      if (!/^(https:\/\/|\/(?!\/))/.test(node.url))
        throw new TextError(`link “${node.url}” is neither https nor a page of the site`);
      return { type: "link", href: node.url, children: node.children.map(inline) };
    default:
      throw refused(node);
  }
}

const refused = (node: Nodes) =>
  new TextError(
    `Markdown “${node.type}” is not for exercises: paragraphs, lists, code, emphasis and links are`,
  );

/** One line that knows only `code` between backticks: titles and messages, whatever they hold. */
export function parseLine(line: string): Inline[] {
  return line
    .split("`")
    .map(
      (text, index): Inline =>
        index % 2 === 1 ? { type: "code", text } : { type: "text", text: typography(text) },
    )
    .filter((inline) => inline.type !== "text" || inline.text !== "");
}
