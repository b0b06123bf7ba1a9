/**
 * The query string. Go's server and proxies disagree on duplicates, `;` and case, so each key may
 * come once, in the very case of the API, separated by `&` alone.
 */
import { z } from "zod";
import { badRequest } from "../errors";
import { messages } from "../messages";
import { describeIssue } from "../policy/describe-issue";
import { JsonError, parseJson } from "./json";

/** `a=1&b=2` → entries, decoded. Keys of `repeatable` may come several times (as arrays). */
export function parseQuery(
  text: string,
  repeatable: ReadonlySet<string>,
): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  if (text === "") return query;
  for (const pair of text.split("&")) {
    const equals = pair.indexOf("=");
    const key = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (!/^[A-Za-z0-9_-]+$/.test(key)) throw badRequest(messages.badQuery(key));
    const before = Object.hasOwn(query, key) ? query[key] : undefined;
    if (repeatable.has(key)) query[key] = [...(Array.isArray(before) ? before : []), value];
    else if (before !== undefined) throw badRequest(messages.badQuery(key));
    else query[key] = value;
  }
  return query;
}

/** `application/x-www-form-urlencoded` decoding of one part; refuses control characters. */
function decode(text: string): string {
  if (text.includes(";") || text.includes("#"))
    throw badRequest(messages.badQuery(text.slice(0, 40)));
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badRequest(messages.badQuery(text.slice(0, 40)));
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f]/.test(decoded)) throw badRequest(messages.badQuery(text.slice(0, 40)));
  return decoded;
}

/** Checks a parsed query against a route's strict schema; names the offending key in French. */
export function checkQuery<T>(schema: z.ZodType<T>, query: Record<string, string | string[]>): T {
  const result = schema.safeParse(query);
  if (!result.success) throw badRequest(describeIssue(result.error, "query"));
  return result.data;
}

/** Go's `strconv.ParseBool` subset that clients send; absent or empty is false. */
export const flag = z
  .enum(["", "0", "1", "true", "false", "True", "False"])
  .transform((text) => ["1", "true", "True"].includes(text))
  .default(false);

/** The same, absent or empty being true. */
export const flagOn = z
  .enum(["", "0", "1", "true", "false", "True", "False"])
  .transform((text) => !["0", "false", "False"].includes(text))
  .default(true);

/** A whole number in decimal. */
export const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** The body's own fields, which docker-modem writes in the query too: only the body counts. */
export const bodyAgain = (shape: z.ZodRawShape) =>
  Object.fromEntries(Object.keys(shape).map((key) => [key, again]));

/** One schema for all of them, by which the table knows them. */
export const again = z.unknown().optional();

/** Only the empty value that clients send anyway. */
export const emptyOnly = z.literal("").optional();

/** A moment as the CLI sends it: Unix seconds with or without a fraction. */
export const timestamp = z.string().regex(/^-?\d{1,12}(\.\d{1,9})?$|^$/);

/**
 * `filters`: JSON, `{"key": ["value"]}` or the older `{"key": {"value": true}}`; only the named
 * keys. Labels of the `escale.` namespace cannot be asked for.
 */
export function filters<const K extends string>(...keys: readonly K[]) {
  const values = z.union([
    z.array(z.string().max(512)).max(32),
    z.record(z.string().max(512), z.literal(true)).transform((map) => Object.keys(map)),
  ]);
  const schema = z.partialRecord(z.enum(keys), values);
  return z
    .string()
    .default("")
    .transform((text, context) => {
      if (text === "") return schema.parse({});
      let json: unknown;
      try {
        json = parseJson(new TextEncoder().encode(text));
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        context.addIssue({ code: "custom", message: messages.badFilters });
        return z.NEVER;
      }
      const result = schema.safeParse(json ?? {});
      if (!result.success) {
        context.addIssue({ code: "custom", message: messages.unknownFilter(keys.join(", ")) });
        return z.NEVER;
      }
      for (const [key, list] of Object.entries(result.data))
        if (
          key.startsWith("label") &&
          Array.isArray(list) &&
          list.some((label) => /^\s*escale\./i.test(label))
        ) {
          context.addIssue({ code: "custom", message: messages.reservedLabel });
          return z.NEVER;
        }
      return result.data;
    });
}
