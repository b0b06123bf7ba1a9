/** logs, attach, top, changes, stats: what a container says and does, as it comes. */
import { pipeline } from "node:stream";
import { z } from "zod";
import { badRequest } from "../errors";
import { flag, flagOn, timestamp } from "../http/query";
import { json, type Reply } from "../http/reply";
import { messages } from "../messages";
import type { Exchange } from "../route";
import { demultiplex } from "../streams/demultiplex";
import { mapJsonLines } from "../streams/json-lines";
import type { Tenant } from "../tenant";
import type { NamedContainer } from "./own";
import { isPsArguments } from "./ps-arguments";
import { type Stats, statsSchema } from "./stats-schema";

type Own<Q> = Exchange<Q, undefined, NamedContainer>;

/** The engine's framing of stdout and stderr, or plain bytes for a terminal. */
export const rawStream = "application/vnd.docker.raw-stream";

export const logsQuery = z.strictObject({
  follow: flag,
  stdout: flag,
  stderr: flag,
  since: timestamp.optional(),
  until: timestamp.optional(),
  timestamps: flag,
  details: flag,
  tail: z
    .string()
    .regex(/^(all|\d{1,9}|)$/)
    .optional(),
});

export async function logs({
  tenant,
  own,
  query,
  signal,
}: Own<z.infer<typeof logsQuery>>): Promise<Reply> {
  const body = await tenant.engine.stream({
    method: "GET",
    path: ["containers", own.id, "logs"],
    query: { ...query },
    signal,
  });
  return { kind: "stream", contentType: body.headers["content-type"] ?? rawStream, body };
}

/** The container's file system as a tar; volumes and binds are not part of it. */
export async function exportContainer({ tenant, own, signal }: Own<object>): Promise<Reply> {
  const path = ["containers", own.id, "export"];
  const body = await tenant.engine.stream({ method: "GET", path, signal });
  return { kind: "stream", contentType: "application/x-tar", body };
}

export const attachQuery = z.strictObject({
  logs: flag,
  stream: flag,
  stdin: flag,
  stdout: flag,
  stderr: flag,
  detachKeys: z
    .string()
    .regex(/^[A-Za-z0-9,@^[\]\\_-]{0,64}$/)
    .optional(),
  /** dockerode's own, which asks for the upgrade: the engine passes it over */
  hijack: flag,
});

export async function attach({
  tenant,
  own,
  query: { hijack: _, ...query },
}: Own<z.infer<typeof attachQuery>>): Promise<Reply> {
  const { socket, head, contentType } = await tenant.engine.hijack({
    method: "POST",
    path: ["containers", own.id, "attach"],
    query: { ...query },
  });
  const heard = (bytes: Buffer) => tenant.consoles.hear(own.id, bytes);
  return { kind: "raw", socket, head, contentType: contentType || rawStream, heard };
}

const terminalSchema = z.object({ Config: z.object({ Tty: z.boolean() }) });

/**
 * For a WebSocket, whose messages hold stdout and stderr without their framing, as an engine's do.
 * The engine is asked as for any attach: nothing of the client's handshake reaches it. As with an
 * engine of API 1.41, who names none of the three streams has them all.
 */
export async function attachWebSocket({
  tenant,
  own,
  query: { hijack: _, ...query },
}: Own<z.infer<typeof attachQuery>>): Promise<Reply> {
  const path = ["containers", own.id];
  const { Config } = await tenant.engine.json(
    { method: "GET", path: [...path, "json"] },
    terminalSchema,
  );
  const all = !query.stdin && !query.stdout && !query.stderr;
  const { socket, head } = await tenant.engine.hijack({
    method: "POST",
    path: [...path, "attach"],
    query: { ...query, ...(all && { stdin: true, stdout: true, stderr: true }) },
  });
  if (head.length > 0) socket.unshift(head);
  if (Config.Tty) return { kind: "websocket", socket, output: socket };
  const output = demultiplex();
  pipeline(socket, output, () => undefined);
  return { kind: "websocket", socket, output };
}

export const topQuery = z.strictObject({ ps_args: z.string().max(128).default("") });

const topSchema = z.object({
  Titles: z.array(z.string()),
  Processes: z.array(z.array(z.string())).nullable(),
});

/** `ps` runs on the host: only arguments known to be harmless reach it. */
export async function top({ tenant, own, query }: Own<z.infer<typeof topQuery>>) {
  if (!isPsArguments(query.ps_args)) throw badRequest(messages.psArguments);
  return json(await readTop(tenant, own.id, query.ps_args));
}

/** A container's processes, as the host's `ps` lists them; of an own container's full ID. */
export const readTop = (tenant: Tenant, id: string, psArguments = "") =>
  tenant.engine.json(
    {
      method: "GET",
      path: ["containers", id, "top"],
      query: { ps_args: psArguments || undefined },
    },
    topSchema,
  );

const changesSchema = z.array(z.object({ Path: z.string(), Kind: z.number() })).nullable();

/** Without the mount point of the init that every container is given. */
export async function changes({ tenant, own }: Own<object>) {
  const path = ["containers", own.id, "changes"];
  const all = await tenant.engine.json({ method: "GET", path }, changesSchema);
  return json(withoutInit(all ?? []));
}

const initPath = /^(\/usr)?\/sbin\/docker-init$/;

/** Folders marked as changed for the init alone are left out with it. */
export function withoutInit<T extends { Path: string; Kind: number }>(all: readonly T[]): T[] {
  const init = all.find((change) => initPath.test(change.Path));
  if (init === undefined) return [...all];
  const others = all.filter((change) => change !== init);
  return others.filter(
    (change) =>
      !(init.Path.startsWith(`${change.Path}/`) && change.Kind !== 2) ||
      others.some(
        (other) =>
          other.Path.startsWith(`${change.Path}/`) && !init.Path.startsWith(`${other.Path}/`),
      ),
  );
}

export const statsQuery = z.strictObject({ stream: flagOn, "one-shot": flag });

export async function stats({
  tenant,
  own,
  query,
  signal,
}: Own<z.infer<typeof statsQuery>>): Promise<Reply> {
  const body = await tenant.engine.stream({
    method: "GET",
    path: ["containers", own.id, "stats"],
    query: { ...query },
    signal,
  });
  const named = mapJsonLines((line) => ({
    ...statsSchema.parse(line),
    name: `/${own.name}`,
    id: own.id,
  }));
  return { kind: "stream", contentType: "application/json", body: follow(body, named) };
}

/** One reading, at once; of an own container's full ID. */
export const readStats = (tenant: Tenant, id: string): Promise<Stats> =>
  tenant.engine.json(
    {
      method: "GET",
      path: ["containers", id, "stats"],
      query: { stream: false, "one-shot": true },
    },
    statsSchema,
  );

/** `to` fed by `from`; an error or an end of either ends both. */
function follow<T extends NodeJS.ReadWriteStream>(from: NodeJS.ReadableStream, to: T): T {
  pipeline(from, to, () => undefined);
  return to;
}
