/** Compares what was seen with what a check expects of it. */
import { RE2JS } from "re2js";
import type { Count, Matcher } from "@/lib/protocol/checks/matcher";
import { reach } from "./path";

export interface Mismatch {
  /** which of the matchers failed first */
  matcher: number;
  /** what was there, and what should have been, for people */
  found: string;
  expected: string;
}

/** The first matcher that does not hold; null when all do. */
export function mismatch(document: unknown, where: readonly Matcher[]): Mismatch | null {
  for (const [index, matcher] of where.entries()) {
    const reached = reach(document, matcher.path);
    if (holds(reached, matcher)) continue;
    return { matcher: index, found: say(reached, matcher), expected: sayExpected(matcher) };
  }
  return null;
}

function holds(reached: readonly unknown[], matcher: Matcher): boolean {
  const there = reached.length > 0;
  const exists = matcher.exists === undefined || matcher.exists === there;
  const only = matcher.exists === false && !there;
  const result =
    exists && (only || !compares(matcher) || reached.some((one) => fits(one, matcher)));
  return matcher.not ? !result : result;
}

const compares = (matcher: Matcher): boolean =>
  matcher.equals !== undefined ||
  matcher.matches !== undefined ||
  matcher.contains !== undefined ||
  matcher.count !== undefined ||
  matcher.min !== undefined ||
  matcher.max !== undefined;

function fits(value: unknown, matcher: Matcher): boolean {
  const { equals, matches, contains, count, min, max } = matcher;
  if (equals !== undefined && !same(value, equals)) return false;
  if (matches !== undefined && !found(value, matches)) return false;
  if (contains !== undefined && !holdsPiece(value, contains)) return false;
  if (count !== undefined && !counted(sizeOf(value), count)) return false;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (min !== undefined && !(typeof number === "number" && number >= min)) return false;
  return !(max !== undefined && !(typeof number === "number" && number <= max));
}

/** Scalars by what they look like: YAML's `8080` and the engine's `"8080"` are the same. */
function same(value: unknown, expected: string | number | boolean): boolean {
  return isScalar(value) && String(value) === String(expected);
}

function found(value: unknown, pattern: string): boolean {
  return isScalar(value) && RE2JS.compile(pattern).matcher(String(value)).find();
}

type Piece = NonNullable<Matcher["contains"]>;

function holdsPiece(value: unknown, piece: Piece): boolean {
  if (typeof value === "string") return typeof piece !== "object" && value.includes(String(piece));
  if (Array.isArray(value)) return value.some((item) => fitsPiece(item, piece));
  return typeof piece === "object" && fitsPiece(value, piece);
}

function fitsPiece(item: unknown, piece: Piece): boolean {
  if (typeof piece !== "object") return same(item, piece);
  if (typeof item !== "object" || item === null) return false;
  return Object.entries(piece).every(
    ([key, expected]) => Object.hasOwn(item, key) && same(Reflect.get(item, key), expected),
  );
}

export function counted(size: number, count: Count): boolean {
  if (typeof count === "number") return size === count;
  return size >= (count.min ?? 0) && size <= (count.max ?? Number.POSITIVE_INFINITY);
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : Number.NaN;
}

type Scalar = string | number | boolean;

export function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** The longest text that is told of what was seen. */
const longest = 200;

export const shorten = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

function say(reached: readonly unknown[], matcher: Matcher): string {
  const values = matcher.count === undefined ? reached : reached.map(sizeOf);
  return shorten(
    values
      .slice(0, 4)
      .map((value) => (isScalar(value) ? String(value) : (JSON.stringify(value) ?? "")))
      .join(", "),
  );
}

function sayExpected(matcher: Matcher): string {
  const { equals, contains, count, matches, min, max } = matcher;
  if (equals !== undefined) return String(equals);
  if (contains !== undefined)
    return typeof contains === "object" ? JSON.stringify(contains) : String(contains);
  if (count !== undefined) return sayCount(count);
  if (min !== undefined || max !== undefined)
    return sayCount({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) });
  return matches ?? "";
}

export function sayCount(count: Count | { min?: number; max?: number }): string {
  if (typeof count === "number") return String(count);
  const { min, max } = count;
  if (min !== undefined && max !== undefined) return min === max ? `${min}` : `${min} à ${max}`;
  return min !== undefined ? `≥ ${min}` : `≤ ${max ?? 0}`;
}
