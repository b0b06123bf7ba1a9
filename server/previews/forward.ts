/** One request of a preview, to the container and back. */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { type Duplex, pipeline } from "node:stream";
import { bodyHeaders, requestHeaders } from "./request-headers";
import { type Audience, responseHeaders } from "./response-headers";
import type { Trouble } from "./troubles";

export interface Exchange extends Audience {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** the preview's own origin */
  readonly origin: string;
  /** a connection to the container, used for this exchange alone */
  readonly tunnel: Duplex;
  /** from the end of the request to the first byte of the answer, ms */
  readonly answerMs: number;
}

/**
 * Resolves when it is over. null: the browser has had its answer, or as much of it as there was;
 * else nothing was sent yet, and the trouble says why.
 */
export function forward(exchange: Exchange): Promise<Trouble | null> {
  const { request, response, tunnel, port } = exchange;
  return new Promise((resolve) => {
    const continues = request.headers.expect?.toLowerCase() === "100-continue";
    // Without an agent the connection is this request's alone, and ends with it.
    const upstream = httpRequest({
      createConnection: () => tunnel,
      method: request.method,
      path: request.url,
      headers: [
        ...requestHeaders(request, port, exchange.origin),
        ...bodyHeaders(request),
        ...(continues ? ["expect", "100-continue"] : []),
        ...["connection", "close"],
      ],
    });
    let late: NodeJS.Timeout | undefined;

    let over = false;
    function end(trouble: Trouble | null): void {
      over = true;
      clearTimeout(late);
      response.off("close", leave);
      upstream.destroy();
      tunnel.destroy();
      resolve(response.headersSent || response.destroyed ? null : trouble);
    }
    /** The browser has hung up. */
    const leave = () => end(null);
    response.once("close", leave);

    upstream.on("error", (error: NodeJS.ErrnoException) => {
      if (response.headersSent) response.destroy();
      end(error.code?.startsWith("HPE_") ? "not_http" : "hung_up");
    });
    upstream.on("continue", () => response.writeContinue());
    // Switching protocols is only for those who asked (websocket.ts).
    upstream.on("upgrade", () => end("not_http"));
    upstream.on("response", (answer) => {
      clearTimeout(late);
      try {
        for (const [name, values] of responseHeaders(answer, exchange)) {
          response.setHeader(name, values.length === 1 ? (values[0] ?? "") : values);
        }
        response.writeHead(answer.statusCode ?? 502);
      } catch {
        // a header or a status that Node reads but does not write
        for (const name of response.getHeaderNames()) response.removeHeader(name);
        end("not_http");
        return;
      }
      // ends the one with the other, and takes no more than the browser does
      pipeline(answer, response, () => end(null));
    });

    request.on("error", leave);
    // while the browser still sends, the server's own patience counts (web-server.ts)
    request.once("end", () => {
      if (!over && !response.headersSent) {
        late = setTimeout(() => end("too_slow"), exchange.answerMs);
      }
    });
    // An answer may come before the whole of the request is read: whatever is left is let go.
    request.pipe(upstream);
    if (continues) upstream.flushHeaders();
  });
}
