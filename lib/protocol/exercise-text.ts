/** A text of an exercise as the browser shows it: a tree without markup (see lib/content/exercises/text.ts). */
import { z } from "zod";

export type Inline =
  | { type: "text"; text: string }
  | { type: "code"; text: string }
  | { type: "break" }
  | { type: "strong" | "emphasis"; children: Inline[] }
  | { type: "link"; href: string; children: Inline[] };

export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "list"; ordered: boolean; items: Block[][] }
  | { type: "code"; language: string; text: string };

const inlines = z.lazy(() => z.array(inlineSchema));
/** pages of the site, and https */
const href = z.string().regex(/^(https:\/\/|\/(?!\/))/);

export const inlineSchema: z.ZodType<Inline> = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("code"), text: z.string() }),
  z.object({ type: z.literal("break") }),
  z.object({ type: z.enum(["strong", "emphasis"]), children: inlines }),
  z.object({ type: z.literal("link"), href, children: inlines }),
]);

export const blockSchema: z.ZodType<Block> = z.union([
  z.object({ type: z.literal("paragraph"), children: z.array(inlineSchema) }),
  z.object({
    type: z.literal("list"),
    ordered: z.boolean(),
    items: z.lazy(() => z.array(z.array(blockSchema))),
  }),
  z.object({ type: z.literal("code"), language: z.string(), text: z.string() }),
]);
