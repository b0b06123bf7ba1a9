/** The requests on files: plain ones for the table of routes, and those whose body is content. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { z } from "zod";
import { EscaleError } from "@/lib/protocol/errors";
import {
  type Changes,
  expectedSchema,
  fileHeaders,
  filePathSchema,
  folderPathSchema,
  makeFolderSchema,
  moveFileSchema,
  watchedSchema,
} from "@/lib/protocol/files";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { messages } from "../errors";
import type { Files } from "../files/files";
import type { Log } from "../log";
import { sendJson } from "./reply";
import { type AnyRoute, matchPath, route, understood } from "./route";

const base = "/v1/owners/:owner/workspace/files";
const ofOwner = z.strictObject({ owner: ownerSchema });

export function filesRoutesOf(files: Files): AnyRoute[] {
  return [
    route({
      method: "GET",
      path: base,
      params: ofOwner,
      query: z.strictObject({ path: folderPathSchema }),
      handle: ({ params, query }) => files.list(params.owner, query.path),
    }),
    route({
      method: "DELETE",
      path: base,
      params: ofOwner,
      query: z.strictObject({ path: filePathSchema }),
      handle: ({ params, query }) => files.remove(params.owner, query.path),
    }),
    route({
      method: "POST",
      path: `${base}/folders`,
      params: ofOwner,
      body: makeFolderSchema,
      handle: ({ params, body }) => files.makeFolder(params.owner, body.path),
    }),
    route({
      method: "POST",
      path: `${base}/moves`,
      params: ofOwner,
      body: moveFileSchema,
      handle: ({ params, body }) => files.move(params.owner, body.from, body.to),
    }),
  ];
}

/** A request whose body or answer is a file's content, or a stream. */
export type ContentRequest = (
  owner: Owner,
  query: unknown,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

const contentHeaders = {
  "content-type": "application/octet-stream",
  "cache-control": "no-store",
};

/** Finds what serves such a request; null: it is none. */
export function contentRequests(files: Files, log: Log) {
  const table: readonly [method: string, path: string, serve: ContentRequest][] = [
    ["GET", `${base}/content`, read],
    ["PUT", `${base}/content`, write],
    ["GET", `${base}/download`, download],
    ["GET", `${base}/changes`, changes],
  ];

  async function read(
    owner: Owner,
    query: unknown,
    _request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { path } = understood(z.strictObject({ path: filePathSchema }), query);
    const { bytes, version, modified } = await files.read(owner, path);
    response.writeHead(200, {
      ...contentHeaders,
      "content-length": bytes.length,
      [fileHeaders.version]: version,
      [fileHeaders.modified]: String(modified),
    });
    response.end(bytes);
  }

  async function write(
    owner: Owner,
    query: unknown,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const schema = z.strictObject({ path: filePathSchema, expected: expectedSchema });
    const { path, expected } = understood(schema, query);
    if (request.headers["content-type"] !== contentHeaders["content-type"])
      throw new EscaleError("bad_request", messages.badRequest);
    // the connection outlives a refusal, which has to be sent over it
    const content = request.iterator({ destroyOnReturn: false });
    sendJson(response, 200, await files.write(owner, path, expected, content));
  }

  async function download(
    owner: Owner,
    query: unknown,
    _request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { path } = understood(z.strictObject({ path: folderPathSchema }), query);
    const { stream, size } = await files.download(owner, path);
    response.writeHead(200, {
      ...contentHeaders,
      ...(size === null ? {} : { "content-length": size }),
    });
    pipeline(stream, response, (error) => {
      if (error) log.debug({ err: error, owner }, "a download was cut short");
    });
  }

  async function changes(
    owner: Owner,
    query: unknown,
    _request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { folders } = understood(z.strictObject({ folders: watchedSchema }), query);
    const watched = await files.watch(owner, folders, {
      changed: (paths) => {
        const message: Changes = { folders: [...paths] };
        response.write(`data: ${JSON.stringify(message)}\n\n`);
      },
      failed: (error) => log.warn({ err: error, owner }, "a folder could not be watched"),
    });
    const heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(": still there\n\n");
    }, 15_000);
    response.once("close", () => {
      clearInterval(heartbeat);
      watched.close();
    });
    if (response.destroyed) response.emit("close");
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    response.write(": watching\n\n");
  }

  return (method: string, path: string) => {
    for (const [of, pattern, serve] of table) {
      const params = of === method ? matchPath(pattern, path) : null;
      if (params !== null) return { owner: understood(ofOwner, params).owner, serve };
    }
    return null;
  };
}
