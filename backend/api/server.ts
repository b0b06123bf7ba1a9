/**
 * The backend's HTTP and WebSocket API on a unix socket, for web and the operator's command line.
 * Who may open the socket may do everything that the table of routes holds, so its file belongs to
 * root and the web user's group alone.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { checkListSchema } from "@/lib/protocol/checks/check";
import { EscaleError } from "@/lib/protocol/errors";
import { maxUploadBytes } from "@/lib/protocol/files";
import { openWatchSchema } from "@/lib/protocol/watch";
import { messages, toEscaleError } from "../errors";
import type { Files } from "../files/files";
import type { Log } from "../log";
import type { Metrics } from "../metrics/metrics";
import type { Workspaces } from "../workspaces/workspaces";
import { readJson } from "./body";
import { streamChecks } from "./checks-stream";
import { streamComparison } from "./comparison-stream";
import { dropRest } from "./drop-rest";
import { streamEngine } from "./engine-stream";
import { contentRequests, filesRoutesOf } from "./files";
import { sendError, sendJson } from "./reply";
import { type AnyRoute, matchPath, noQuery, splitTarget, understood } from "./route";
import {
  checksPath,
  comparisonPath,
  enginePath,
  eventsPath,
  largeBody,
  routesOf,
  watchedOwnersPath,
  watchesPath,
} from "./routes";
import { createUpgrade } from "./upgrade";
import { streamEvents } from "./view-stream";
import { streamWatch, streamWatched } from "./watch-stream";

export interface Api {
  server: Server;
  /** Ends streams and sockets, takes no more requests. */
  close(): Promise<void>;
}

/** What is read of a refused body that is no file, bytes: more than any that web sends. */
const smallRest = 256 * 1024;

const streams = [
  [eventsPath, streamEvents],
  [enginePath, streamEngine],
  [comparisonPath, streamComparison],
] as const;

/** `ready`: requests other than for health wait for it. The caller makes the server listen. */
export function createApi(
  workspaces: Workspaces,
  files: Files,
  metrics: Metrics,
  ready: Promise<void>,
  log: Log,
): Api {
  const routes = [...routesOf(workspaces, metrics), ...filesRoutesOf(files)];
  const contentRequest = contentRequests(files, log);
  const upgrade = createUpgrade(workspaces, ready, log);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = splitTarget(request.url ?? "");
    if (!target) throw new EscaleError("bad_request", messages.badRequest);
    const { path, query } = target;

    for (const [{ path: pattern, params: schema }, stream] of streams) {
      const found = request.method === "GET" ? matchPath(pattern, path) : null;
      if (found === null) continue;
      const { owner } = understood(schema, found);
      understood(noQuery, query);
      await ready;
      stream(workspaces, owner, response);
      return;
    }

    if (request.method === "GET" && path === watchedOwnersPath) {
      understood(noQuery, query);
      await ready;
      streamWatched(workspaces, response);
      return;
    }

    const ofContent = contentRequest(request.method ?? "", path);
    if (ofContent) {
      await ready;
      await ofContent.serve(ofContent.owner, query, request, response);
      return;
    }

    const ofChecks = request.method === "POST" ? matchPath(checksPath.path, path) : null;
    if (ofChecks) {
      const { owner } = understood(checksPath.params, ofChecks);
      understood(noQuery, query);
      const checks = understood(checkListSchema, await readJson(request, largeBody));
      await ready;
      streamChecks(workspaces, owner, checks, response);
      return;
    }

    const ofWatches = request.method === "POST" ? matchPath(watchesPath.path, path) : null;
    if (ofWatches) {
      const { owner } = understood(watchesPath.params, ofWatches);
      understood(noQuery, query);
      const who = understood(openWatchSchema, await readJson(request));
      await ready;
      streamWatch(workspaces, owner, who, response);
      return;
    }

    const { route, params } = find(routes, request.method ?? "", path, response);
    const body = await readJson(request, route.maxBody);
    if (!route.early) await ready;
    const result = await route.run({ params, query, body });
    if (result === undefined) response.writeHead(204, { "cache-control": "no-store" }).end();
    else sendJson(response, 200, result);
  }

  const isContent = ({ method = "", url = "" }: IncomingMessage) =>
    Boolean(contentRequest(method, splitTarget(url)?.path ?? ""));

  const server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    answer(request, response).catch((thrown) => {
      const error = toEscaleError(thrown);
      if (!request.complete) dropRest(request, isContent(request) ? maxUploadBytes : smallRest);
      if (error.code === "internal") {
        log.error({ err: thrown, method: request.method, url: request.url }, "a request failed");
      }
      sendError(response, error);
    });
  });
  server.on("upgrade", upgrade.handle);

  return {
    server,
    close: () =>
      new Promise((resolve) => {
        upgrade.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function find(
  routes: readonly AnyRoute[],
  method: string,
  path: string,
  response: ServerResponse,
): { route: AnyRoute; params: Record<string, string> } {
  const there = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params ? { route, params } : [];
  });
  const found = there.find(({ route }) => route.method === method);
  if (found) return found;
  if (there.length === 0) throw new EscaleError("not_found", messages.notFound);
  response.setHeader("allow", there.map(({ route }) => route.method).join(", "));
  throw new EscaleError("method_not_allowed", messages.methodNotAllowed);
}
