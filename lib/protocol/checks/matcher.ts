/**
 * What a check asks of a document (an inspected object, an answer of a web server, a parsed file):
 * at a path, one or several comparisons that must all hold.
 */
import { RE2JS } from "re2js";
import { z } from "zod";

const text = z.string().max(4096);
const scalar = z.union([text, z.number(), z.boolean()]);

/**
 * A regular expression in RE2's syntax: no backreferences or lookaround, and a time that grows with
 * the text alone, because the text is a learner's and the expression comes over the wire.
 */
export const patternSchema = z
  .string()
  .max(500)
  .refine(isPattern, "not a regular expression that RE2 understands");

function isPattern(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}

/** `Config.Labels[com.example.name]`, `Mounts.*.Type`, `NetworkSettings.Ports.80/tcp.0.HostPort` */
export const pathSchema = z
  .string()
  .max(200)
  .regex(
    /^(?:[^.[\]\s]+|\[[^\]]+\])(?:\.[^.[\]\s]+|\[[^\]]+\])*$/,
    "a path is names joined by dots; a name that holds a dot stands in [ ]",
  );

const bounds = z.strictObject({
  min: z.number().int().min(0).optional(),
  max: z.number().int().min(0).optional(),
});

export const countSchema = z.union([z.number().int().min(0), bounds]);
export type Count = z.infer<typeof countSchema>;

export const matcherShape = {
  path: pathSchema.describe(
    "where in the document: names joined by dots, `*` for every element, `[…]` around a name that holds a dot",
  ),
  equals: scalar.optional().describe('the value itself; `8080` and `"8080"` are the same'),
  matches: patternSchema
    .optional()
    .describe("a regular expression (RE2) found anywhere in the text; values are taken literally"),
  contains: z
    .union([scalar, z.record(z.string().max(200), scalar)])
    .optional()
    .describe(
      "a piece of a text; an element of a list; or, as `{Type: volume, Destination: /data}`, an element with these fields",
    ),
  exists: z.boolean().optional().describe("whether anything is there at all"),
  count: countSchema
    .optional()
    .describe("how many elements or keys it has: a number, or `{min, max}`"),
  min: z.number().optional().describe("the smallest number that will do"),
  max: z.number().optional().describe("the largest number that will do"),
  not: z.boolean().optional().describe("`true` turns the whole comparison around"),
};

const comparisons = ["equals", "matches", "contains", "exists", "count", "min", "max"];

export const comparesSomething = (matcher: object): boolean =>
  comparisons.some((key) => key in matcher && Reflect.get(matcher, key) !== undefined);
export const comparesNothing = `compares nothing: one of ${comparisons.join(", ")}`;

export const matcherSchema = z
  .strictObject(matcherShape)
  .refine(comparesSomething, comparesNothing);
export type Matcher = z.infer<typeof matcherSchema>;
