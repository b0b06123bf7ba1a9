/**
 * What the container is told of a request: what a browser at `http://localhost:8080` would have
 * sent, since that is the address that the learner has typed and that programs expect. Nothing of
 * the way here goes along: no cookie of ours, no header between two hops (RFC 9110 §7.6.1).
 */
import type { IncomingMessage } from "node:http";
import { clientAddressHeader } from "@/lib/http/client-address";
import { withoutOurCookies } from "./cookies";

export const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Said anew below, or by nobody. */
const ours = /^(host|expect|content-length|cookie|forwarded|x-forwarded-.*|x-real-ip|x-escale-.*)$/;

/** `localhost:8080`, as a browser writes it: not the port that goes without saying. */
export const localHost = (port: number): string =>
  port === 80 ? "localhost" : `localhost:${port}`;

/** [name, value] in the order of arrival; `connection` names more that are between two hops. */
export function* endToEnd(
  raw: readonly string[],
  connection: string | undefined,
): Generator<readonly [string, string]> {
  const named = new Set((connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (!hopByHop.has(name) && !named.has(name)) yield [name, raw[at + 1] ?? ""];
  }
}

/**
 * As `http.request` takes them: name, value, name, value.
 *
 * @param origin the preview's own, which the container knows as its own address
 */
export function requestHeaders(request: IncomingMessage, port: number, origin: string): string[] {
  const local = `http://${localHost(port)}`;
  const headers = ["host", localHost(port)];
  for (const [name, value] of endToEnd(request.rawHeaders, request.headers.connection)) {
    if (ours.test(name)) continue;
    if (name === "origin" && value === origin) headers.push(name, local);
    else if (name === "referer" && value.startsWith(`${origin}/`))
      headers.push(name, local + value.slice(origin.length));
    else headers.push(name, value);
  }
  const cookies = withoutOurCookies(request.headers.cookie);
  if (cookies !== "") headers.push("cookie", cookies);
  const client = request.headers[clientAddressHeader];
  if (typeof client === "string") headers.push("x-forwarded-for", client);
  return headers;
}

/** How the body's end is told; Node has checked that there is one way only. */
export function bodyHeaders(request: IncomingMessage): string[] {
  const length = request.headers["content-length"];
  if (request.headers["transfer-encoding"] !== undefined) return ["transfer-encoding", "chunked"];
  if (length !== undefined) return ["content-length", length];
  return ["GET", "HEAD", "OPTIONS"].includes(request.method ?? "") ? [] : ["content-length", "0"];
}
