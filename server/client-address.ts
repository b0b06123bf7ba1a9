/**
 * Tells the pages who is calling (for rate limits), and takes away every header by which a browser
 * could pretend to be somebody else or to have come through a proxy.
 */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { clientAddressHeader } from "@/lib/http/client-address";

const pretended = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  // Read by Next as the policy whose nonce its scripts get: ours alone (server/headers.ts).
  "content-security-policy",
  "content-security-policy-report-only",
];

/**
 * @param behindProxy ESCALE_URL is set: a proxy on this machine appends the caller's address to
 *   X-Forwarded-For, whose last entry is therefore the one that it saw itself
 */
export function setClientAddress(request: IncomingMessage, behindProxy: boolean): void {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/i, "") ?? "unknown";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const caller =
    behindProxy && isLoopback(peer) && forwarded && isIP(forwarded) !== 0 ? forwarded : peer;
  for (const name of pretended) delete request.headers[name];
  request.headers[clientAddressHeader] = caller;
}

export const isLoopback = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/i.test(address);
