/**
 * Who is calling, for rate limits only. The custom server alone sets this header, on each request,
 * replacing whatever the browser sent (server/client-address.ts).
 */
import { isIPv6 } from "node:net";

export const clientAddressHeader = "x-escale-client";

/**
 * The caller's IPv4 address, or the first 64 bits of an IPv6 one: a subscriber is given at least
 * those (RFC 6177 §2), and could otherwise call from a new address each time.
 */
export const clientAddress = (headers: Headers): string =>
  networkOf(headers.get(clientAddressHeader) ?? "unknown");

function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  // the WHATWG URL parser writes any notation in full but for one "::" (RFC 5952)
  const host = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const [head = "", tail] = host.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const all = [...left, ...Array(8 - left.length - right.length).fill("0"), ...right];
  return `${all.slice(0, 4).join(":")}::/64`;
}
