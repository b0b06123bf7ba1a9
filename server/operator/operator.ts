/**
 * What the operator's command line asks of web: accounts. On a unix socket in web's own folder,
 * which web's user and root alone can open; no browser reaches it. It is web that is asked, for
 * the embedded database has one process at a time.
 */
import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { makePasswordLink } from "@/lib/accounts/password-link";
import { createUser, listUsers, setRole, userAt } from "@/lib/accounts/users";
import type { AuditAction } from "@/lib/audit/actions";
import { audit } from "@/lib/audit/audit";
import type { Database } from "@/lib/db/client";
import { failure, json } from "@/lib/http/respond";
import { roleNames } from "@/lib/operator/role-names";
import {
  addressedSchema,
  newUserSchema,
  roleChangeSchema,
  roleSchema,
} from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";

export interface OperatorOptions {
  readonly database: () => Promise<Database>;
  /** where the site is, as a browser types it */
  readonly origin: string;
}

type Handle = (db: Database, input: unknown) => Promise<unknown>;

const listedSchema = z.strictObject({ role: roleSchema.optional() });

/** What is asked: the query of a GET, the JSON of a POST. */
async function inputOf(request: IncomingMessage, query: URLSearchParams): Promise<unknown> {
  return request.method === "GET" ? Object.fromEntries(query) : JSON.parse(await text(request));
}

const byCommand = (db: Database, action: AuditAction, subject: string, detail = "") =>
  audit(db, { actor: null, action, subject, detail });

function routesOf({ origin }: OperatorOptions): Readonly<Record<string, Handle>> {
  return {
    "GET /v1/users": (db, input) => listUsers(db, listedSchema.parse(input).role),
    "POST /v1/users": async (db, input) => {
      const user = newUserSchema.parse(input);
      const { id } = await createUser(db, user);
      await byCommand(db, "account.create", user.email, roleNames[user.role]);
      return makePasswordLink(db, { userId: id, origin });
    },
    "POST /v1/roles": async (db, input) => {
      const { email, role } = roleChangeSchema.parse(input);
      const changed = await setRole(db, email, role);
      await byCommand(db, "account.role", email, roleNames[role]);
      return changed;
    },
    "POST /v1/password-links": async (db, input) => {
      const { id, email } = await userAt(db, addressedSchema.parse(input).email);
      await byCommand(db, "account.password-link", email);
      return makePasswordLink(db, { userId: id, origin });
    },
  };
}

const notUnderstood = (cause: z.ZodError) =>
  new EscaleError("bad_request", "Cette demande n’a pas été comprise.", { cause });

/** Not yet listening. */
export function createOperatorServer(options: OperatorOptions): Server {
  const routes = routesOf(options);
  return createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://operator");
    let answer: Response;
    try {
      const handle = routes[`${request.method} ${pathname}`];
      if (handle === undefined) throw new EscaleError("not_found", "Rien à cette adresse.");
      const input = await inputOf(request, searchParams);
      answer = json(await handle(await options.database(), input));
    } catch (error) {
      answer = failure(error instanceof z.ZodError ? notUnderstood(error) : error, pathname);
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
}

/** A socket that an earlier process left behind is replaced. */
export async function listenForOperator(server: Server, socketPath: string): Promise<void> {
  await rm(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  await chmod(socketPath, 0o600);
}
