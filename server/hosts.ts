/**
 * Which names the site answers to. A page of another site can have its own name point to this
 * machine (DNS rebinding) and would then be "same origin": requests for a name that is not ours
 * are refused. Any port will do, since a tunnel or a container may change it.
 */
import type { Settings } from "@/lib/protocol/settings";

/** `localhost:3000` → `localhost`, `[::1]:3000` → `[::1]`; null when it is not a host. */
export function hostName(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/i.exec(header ?? "");
  return match?.[1]?.toLowerCase() ?? null;
}

/** @param localAddress the address of this machine that the request came in on: always its own */
export type AllowHost = (header: string | undefined, localAddress: string | undefined) => boolean;

export function allowedHosts(settings: Pick<Settings, "ESCALE_HOST" | "ESCALE_URL">): AllowHost {
  const names = new Set(["localhost", "127.0.0.1", "[::1]", bracketed(settings.ESCALE_HOST)]);
  if (settings.ESCALE_URL !== undefined) names.add(new URL(settings.ESCALE_URL).hostname);
  return (header, localAddress) => {
    const name = hostName(header);
    if (name === null) return false;
    if (names.has(name)) return true;
    // An address cannot be rebound, unlike a name. IPv4 in IPv6 notation: RFC 4291 §2.5.5.2.
    return localAddress !== undefined && name === bracketed(localAddress.replace(/^::ffff:/i, ""));
  };
}

const bracketed = (address: string) =>
  address.includes(":") ? `[${address.toLowerCase()}]` : address.toLowerCase();
