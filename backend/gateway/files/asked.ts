/**
 * What a learner asked of mounts, kept as a label of the container: the engine is the truth, and
 * what it knows of a bind is only where the backend holds it.
 */
import { z } from "zod";
import { mountsLabel } from "../labels";

/** An own folder or file that the backend holds for a container. */
const heldSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** as the workstation sees it */
  source: z.string(),
  make: z.boolean(),
});
export type Held = z.infer<typeof heldSchema>;

const askedSchema = z.strictObject({
  held: z.array(heldSchema).default([]),
  /** as they were given, for `docker inspect` */
  binds: z.array(z.string()).optional(),
  from: z.array(z.string()).optional(),
});
export type Asked = z.infer<typeof askedSchema>;

export const writeAsked = (asked: Asked): string => JSON.stringify(asked);

/** Nothing where the label is absent, as on containers of an earlier version. */
export function readAsked(labels: Readonly<Record<string, string>> | null | undefined): Asked {
  const text = labels?.[mountsLabel];
  return text ? askedSchema.parse(JSON.parse(text)) : { held: [] };
}
