/** Whether a request carries the token that lets Prometheus in (RFC 6750 §2.1). */
import { createHash, timingSafeEqual } from "node:crypto";

/** The digests are compared, in constant time: lengths may differ and tell nothing. */
export function bearsToken(authorization: string | null, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
