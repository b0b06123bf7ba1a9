/** One WebSocket of a preview: a handshake of ours to the container, then bytes both ways. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { join } from "../join";
import { requestHeaders } from "./request-headers";
import { type Audience, responseHeaders } from "./response-headers";

export interface WebSocketExchange extends Audience {
  readonly request: IncomingMessage;
  readonly browser: Duplex;
  readonly head: Buffer;
  readonly origin: string;
  readonly tunnel: Duplex;
  readonly answerMs: number;
}

/** A handshake as browsers make it (RFC 6455 §4.1). */
export const isWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === "GET" &&
  headers.upgrade?.toLowerCase() === "websocket" &&
  headers["sec-websocket-version"] === "13" &&
  /^[A-Za-z0-9+/]{22}==$/.test(headers["sec-websocket-key"] ?? "");

/** Resolves to null once the two are joined, else to the status that the browser is to get. */
export function forwardWebSocket(exchange: WebSocketExchange): Promise<number | null> {
  const { request, browser, tunnel } = exchange;
  return new Promise((resolve) => {
    const upstream = httpRequest({
      createConnection: () => tunnel,
      path: request.url,
      headers: [
        ...requestHeaders(request, exchange.port, exchange.origin),
        ...["connection", "Upgrade", "upgrade", "websocket"],
      ],
    });
    const end = (status: number) => {
      clearTimeout(late);
      upstream.destroy();
      tunnel.destroy();
      resolve(status);
    };
    const late = setTimeout(() => end(504), exchange.answerMs);
    browser.once("close", () => tunnel.destroy());
    upstream.on("error", () => end(502));
    // the container says no in its own way; a browser's script is told nothing but that it failed
    upstream.on("response", ({ statusCode = 502 }) => end(statusCode >= 400 ? statusCode : 502));
    upstream.on("upgrade", (answer, container, containerHead) => {
      clearTimeout(late);
      container.on("error", () => container.destroy());
      const lines = [...responseHeaders(answer, exchange)].flatMap(([name, values]) =>
        values.map((value) => `${name}: ${value}`),
      );
      browser.write(
        ["HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket", ...lines]
          .concat("", "")
          .join("\r\n"),
        "latin1",
      );
      if (containerHead.length > 0) browser.write(containerHead);
      if (exchange.head.length > 0) container.write(exchange.head);
      join(browser, container);
      resolve(null);
    });
    upstream.end();
  });
}
