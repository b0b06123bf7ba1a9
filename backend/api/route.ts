/** One row of the table of routes: what it takes, checked by zod, and what it answers. */
import { z } from "zod";
import { EscaleError } from "@/lib/protocol/errors";
import { messages } from "../errors";
import { smallBody } from "./body";

export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
}

interface RouteSpec<Params, Query, Body> {
  method: "GET" | "PUT" | "POST" | "DELETE";
  /** segments; `:name` stands for one */
  path: string;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** bytes; default 16 KiB */
  maxBody?: number;
  early?: boolean;
  /** What is answered as JSON; undefined answers 204. */
  handle(input: RouteInput<Params, Query, Body>): Promise<unknown>;
}

export interface AnyRoute {
  method: string;
  path: string;
  takesBody: boolean;
  maxBody: number;
  early: boolean;
  /** Checks the parts, then runs the handler. Throws EscaleError bad_request and the handler's. */
  run(input: RouteInput<unknown, unknown, unknown>): Promise<unknown>;
}

export const noQuery = z.strictObject({});

/** A part without a schema must be empty. */
export function route<Params, Query, Body>(spec: RouteSpec<Params, Query, Body>): AnyRoute {
  const { params, query, body } = spec;
  return {
    method: spec.method,
    path: spec.path,
    takesBody: body !== undefined,
    maxBody: spec.maxBody ?? smallBody,
    early: spec.early ?? false,
    run: (input) => spec.handle(checked(params, query, body, input)),
  };
}

function checked<Params, Query, Body>(
  params: z.ZodType<Params> | undefined,
  query: z.ZodType<Query> | undefined,
  body: z.ZodType<Body> | undefined,
  input: RouteInput<unknown, unknown, unknown>,
): RouteInput<Params, Query, Body> {
  return {
    params: understood(params ?? z.custom<Params>(isEmpty), input.params),
    query: understood(query ?? z.custom<Query>(isEmpty), input.query),
    body: understood(body ?? z.custom<Body>((value) => value === undefined), input.body),
  };
}

/** Throws EscaleError bad_request for what the schema does not know. */
export function understood<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new EscaleError("bad_request", messages.badRequest, { cause: result.error });
}

/** The schema of a part that must not be there. */
const isEmpty = (value: unknown) => noQuery.safeParse(value).success;

/**
 * The parts of `path` that stand for the pattern's `:names`; null when it is another path. No
 * percent-decoding: every part that we know is made of letters, digits, `-` and `_`.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const part = given[index] ?? "";
    if (segment.startsWith(":")) params[segment.slice(1)] = part;
    else if (segment !== part) return null;
  }
  return params;
}

/** The path and the query of a request target, strictly: no fragment, no repeated key. */
export function splitTarget(
  target: string,
): { path: string; query: Record<string, string> } | null {
  const [path, search, ...more] = target.split("?");
  if (path === undefined || more.length > 0 || !/^\/[A-Za-z0-9_\-/.]*$/.test(path)) return null;
  const query: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(search ?? "")) {
    if (Object.hasOwn(query, key)) return null;
    query[key] = value;
  }
  return { path, query };
}
