/** Where a request of a container's wants to go, in the two forms that proxies are asked in. */
import type { IncomingMessage } from "node:http";
import { canonical } from "./hosts";
import { type Refusal, refusals } from "./words";

export interface Destination {
  /** in lower case, whatever it is: the list of hosts judges it */
  host: string;
  port: 80 | 443;
}

const authority = /^([A-Za-z0-9.-]{1,254}):(\d{1,5})$/;

/** `CONNECT host:port` (RFC 9110 §9.3.6). No user, no brackets, no path. */
export function parseAuthority(text: string): Destination | Refusal {
  const found = authority.exec(text);
  if (!found) return refusals.request();
  return destination(found[1] ?? "", Number(found[2]));
}

const absolute = /^http:\/\/([A-Za-z0-9.-]{1,254})(?::(\d{1,5}))?(\/[!-~]*)?$/;

/** `GET http://host/path` (RFC 9112 §3.2.2): without user, fragment or body. */
export function parseUrl({ url = "", method, headers }: IncomingMessage): Destination | Refusal {
  const found = absolute.exec(url);
  if (!found || url.includes("#")) return refusals.request();
  if (method !== "GET" && method !== "HEAD") return refusals.method();
  if (headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0")
    return refusals.method();
  const port = Number(found[2] ?? 80);
  return port === 80 ? destination(found[1] ?? "", port) : refusals.port(port);
}

function destination(host: string, port: number): Destination | Refusal {
  if (port !== 80 && port !== 443) return refusals.port(port);
  return { host: canonical(host), port };
}
