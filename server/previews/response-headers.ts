/**
 * What the browser is told of a container's answer. It stays the container's, but for what would
 * reach beyond its own host: cookies of a domain, orders to the browser about other hosts, framing.
 */
import type { IncomingMessage } from "node:http";
import { containersCookie } from "./cookies";
import { endToEnd, localHost } from "./request-headers";

const dropped = new Set([
  // leads the browser past this proxy (RFC 7838)
  "alt-svc",
  // its "cookies" are those of the whole registrable domain, the site's included
  "clear-site-data",
  // would hold for the host's http address for good, and for more than this container
  "strict-transport-security",
  "public-key-pins",
  "nel",
  "set-cookie2",
  // said below by frame-ancestors, which goes before it (CSP level 3 §6.4.2.2)
  "x-frame-options",
  // ours
  "x-escale-apercu",
  "origin-agent-cluster",
]);

export interface Audience {
  readonly port: number;
  /** the only page that may frame it */
  readonly home: string;
  /** cookies have to be fit for a frame of another site */
  readonly partitioned: boolean;
}

/** Name and all values of each, for `setHeader`. */
export function responseHeaders(
  answer: IncomingMessage,
  { port, home, partitioned }: Audience,
): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const add = (name: string, value: string) =>
    headers.set(name, [...(headers.get(name) ?? []), value]);
  for (const [name, value] of endToEnd(answer.rawHeaders, answer.headers.connection)) {
    if (dropped.has(name)) continue;
    if (name === "set-cookie") {
      const cookie = containersCookie(value, partitioned);
      if (cookie !== null) add(name, cookie);
    } else if (name === "location" || name === "content-location") {
      add(name, relocated(value, port));
    } else add(name, value);
  }
  add("content-security-policy", `frame-ancestors 'self' ${home}`);
  // no document.domain, by which two previews of one domain could become one origin
  add("origin-agent-cluster", "?1");
  return headers;
}

/** `http://localhost:8080/x`, the address that the container knows itself by → `/x`. */
function relocated(location: string, port: number): string {
  if (!URL.canParse(location)) return location;
  const { protocol, host, pathname, search, hash } = new URL(location);
  const own = [localHost(port), `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  const isOwn = /^https?:$/.test(protocol) && own.includes(host);
  // a path that began with two slashes would be another host's
  return isOwn ? `${pathname.replace(/^\/{2,}/, "/")}${search}${hash}` : location;
}
