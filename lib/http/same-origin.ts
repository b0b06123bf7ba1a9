/**
 * Cross-site request forgery: a request that changes something, or a WebSocket, must come from a
 * page of our own. Browsers state where a request comes from in `Origin` (WHATWG Fetch, on every
 * POST, DELETE and WebSocket handshake) and `Sec-Fetch-Site`, which no page can forge.
 */

import type { Settings } from "@/lib/protocol/settings";

/** Where the site is, as a browser types it: for links that are not made within a request. */
export const publicOrigin = ({
  ESCALE_URL: url,
  ESCALE_PORT: port,
}: Pick<Settings, "ESCALE_URL" | "ESCALE_PORT">): string =>
  url === undefined ? `http://localhost:${port}` : new URL(url).origin;

/** Just what is read of either kind of headers. */
interface HeaderReader {
  get(name: string): string | null;
}

/**
 * The origin that this request was sent to: that of ESCALE_URL where it names the same host, else
 * plain HTTP on the Host asked for (the server lets only known hosts through).
 */
export function ownOrigin(headers: HeaderReader, publicUrl: string | undefined): string {
  const host = headers.get("host")?.toLowerCase() ?? "";
  if (publicUrl !== undefined) {
    const url = new URL(publicUrl);
    if (url.host === host) return url.origin;
  }
  return `http://${host}`;
}

/** Whether a page of this very site sent it. Without any of the two headers: no. */
export function isSameOrigin(headers: HeaderReader, publicUrl: string | undefined): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  return origin === ownOrigin(headers, publicUrl);
}

/**
 * Whether an EventSource of our own page asks, for a stream that does more than read. A browser
 * sends no Origin with it, and over plain http no Sec-Fetch-Site either: then its Accept tells it
 * from a page that somebody was led to, and SameSite=Lax keeps the cookie from anything else.
 */
export function isOwnEventSource(headers: HeaderReader): boolean {
  const site = headers.get("sec-fetch-site");
  const asksForEvents = headers.get("accept")?.includes("text/event-stream") ?? false;
  return asksForEvents && (site === null || site === "same-origin");
}
