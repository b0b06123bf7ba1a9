/** What a row of the route table says, and how a row is run. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { z } from "zod";
import { EngineError } from "./engine-client";
import { badRequest } from "./errors";
import { again, checkQuery, parseQuery } from "./http/query";
import type { Reply } from "./http/reply";
import { messages } from "./messages";
import { describeIssue } from "./policy/describe-issue";
import type { Tenant } from "./tenant";

/** A request as the HTTP layer hands it over. */
export interface RawRequest {
  method: string;
  /** undecoded */
  query: string;
  /** reads the JSON body, at most `maxBytes`; undefined when there is none */
  readJson(maxBytes: number): Promise<unknown>;
  /** refuses any body but one that says the query once more */
  refuseBody(query: string): Promise<void>;
  /** the body as a tar archive arriving */
  tar(): IncomingMessage;
  /** aborted when the client is gone */
  signal: AbortSignal;
  /** what the client asked the connection to become */
  upgrade: Upgrade | undefined;
}

/** `tcp`: Docker's raw stream in both directions. */
export type Upgrade = "tcp" | "websocket";

/** What a handler is given: everything in it has been understood. */
export interface Exchange<Q, B, S> {
  tenant: Tenant;
  /** the object the path names, resolved among the tenant's own */
  own: S;
  query: Q;
  body: B;
  signal: AbortSignal;
}

/** How a path's parameter becomes an object of the tenant's; throws 404 in the engine's words. */
export interface Scope<S> {
  /** for the table: one line */
  says: string;
  resolve(tenant: Tenant, parameter: string): Promise<S>;
  /**
   * After a 404 of the engine's, where `resolve` may go by what it has known: throws the tenant's
   * own 404 if the object is gone.
   */
  confirm?(tenant: Tenant, parameter: string): Promise<void>;
}

/** What a body may be. */
export interface Body<B> {
  says: string;
  read(request: RawRequest): Promise<B>;
}

export interface Route<Q, B, S> {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** `{x}` one segment, `{x...}` several: an image reference, or a name that nothing can have */
  path: string;
  query: z.ZodType<Q>;
  /** query keys that may come several times */
  repeatable?: readonly string[];
  body: Body<B>;
  scope: Scope<S>;
  /** what is asked of the engine, for the table */
  forwards: string;
  /**
   * `none`: a bounded answer; `out`: the answer streams; `both`: a raw stream both ways;
   * `websocket`: the same in a WebSocket's messages, and in no other way
   */
  stream: "none" | "out" | "both" | "websocket";
  /** what it costs the engine, in points of admission/pace.ts; nothing worth counting by default */
  work?: number;
  /** a property, not a method: of a method's parameter TypeScript would accept less than it needs */
  handle: (exchange: Exchange<Q, B, S>) => Promise<Reply>;
}

/** A row once its types are closed over: all that the server needs. */
export interface Row {
  method: string;
  path: string;
  says: {
    query: string[];
    body: string;
    scope: string;
    forwards: string;
    stream: string;
    work: number;
  };
  match(method: string, path: string): string | undefined;
  run(tenant: Tenant, request: RawRequest, parameter: string): Promise<Reply>;
}

/** Closes a route: query first, then body, then whose object it is, then the handler. */
export function row<Q, B, S>(route: Route<Q, B, S>): Row {
  const pattern = compile(route.path);
  const repeatable = new Set(route.repeatable);
  const { work = 0 } = route;
  return {
    method: route.method,
    path: route.path,
    says: {
      query: route.query instanceof z.ZodObject ? queryKeys(route.query.shape) : [],
      body: route.body.says,
      scope: route.scope.says,
      forwards: route.forwards,
      stream: route.stream,
      work,
    },
    match(method, path) {
      if (method !== route.method) return undefined;
      const found = pattern.exec(path);
      return found ? (found[1] ?? "") : undefined;
    },
    async run(tenant, request, parameter) {
      const { upgrade } = request;
      if (route.stream === "websocket" && upgrade !== "websocket")
        throw badRequest(messages.webSocketExpected);
      if (upgrade && route.stream !== (upgrade === "tcp" ? "both" : upgrade))
        throw badRequest(messages.upgradeNotExpected);
      const query = checkQuery(route.query, parseQuery(request.query, repeatable));
      const body = await route.body.read(request);
      const own = await route.scope.resolve(tenant, parameter);
      const { signal } = request;
      if (work > 0) await tenant.pace.take(work, signal);
      try {
        return await route.handle({ tenant, own, query, body, signal });
      } catch (error) {
        if (error instanceof EngineError && error.status === 404)
          await route.scope.confirm?.(tenant, parameter);
        throw error;
      }
    },
  };
}

function queryKeys(shape: z.core.$ZodShape): string[] {
  const keys = Object.keys(shape).filter((key) => shape[key] !== again);
  return keys.length < Object.keys(shape).length ? [...keys, "the body’s again, unread"] : keys;
}

function compile(path: string): RegExp {
  const source = path
    .replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{\w+\\\.\\\.\\\.\}/, "(.+)")
    .replace(/\{\w+\}/, "([^/]+)");
  return new RegExp(`^${source}$`);
}

/** No query at all. */
export const noQuery = z.strictObject({});

/** A body where none belongs is refused: Go would merge a form over the query. */
export const noBody: Body<undefined> = {
  says: "none",
  read: async (request) => {
    await request.refuseBody(request.query);
    return undefined;
  },
};

/** A strict JSON body of at most `maxBytes`, understood by `schema`. */
export function jsonBody<B>(says: string, maxBytes: number, schema: z.ZodType<B>): Body<B> {
  return {
    says,
    read: async (request) => {
      const result = schema.safeParse(await request.readJson(maxBytes));
      if (!result.success) throw badRequest(describeIssue(result.error, "body"));
      return result.data;
    },
  };
}

/** A tar archive, rebuilt on its way by the handler. */
export const tarBody: Body<Readable> = {
  says: "tar, rebuilt member by member",
  read: async (request) => request.tar(),
};

/** The path names nothing. */
export const nothing: Scope<undefined> = { says: "—", resolve: async () => undefined };

/** The handler answers for the tenant's own objects only. */
export const ownOnly = (says: string): Scope<undefined> => ({
  says,
  resolve: async () => undefined,
});
