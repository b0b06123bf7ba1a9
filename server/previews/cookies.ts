/** The cookies of a preview's host: one is ours, the others are the container's. */

/** Whatever the site calls its cookies (lib/auth), it begins like this. */
const ours = /^(__host-|__secure-)?escale/i;

export const cookieName = (secure: boolean): string =>
  secure ? "__Host-escale-apercu" : "escale-apercu";

export interface GrantCookie {
  readonly token: string;
  readonly maxAgeSeconds: number;
  /** https, or the browser's own machine */
  readonly secureAllowed: boolean;
  readonly https: boolean;
  /** in a frame of the site's page, which to a browser may be another site */
  readonly framed: boolean;
}

/**
 * For this host alone (no Domain). In a frame the cookie is the frame's only: partitioned by the
 * page around it (CHIPS), so that no other site's frame or request can use it.
 */
export function grantCookie(cookie: GrantCookie): string {
  const { token, maxAgeSeconds, https, framed, secureAllowed } = cookie;
  const site =
    framed && secureAllowed
      ? "SameSite=None; Secure; Partitioned"
      : `SameSite=Lax${https ? "; Secure" : ""}`;
  return `${cookieName(https)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; ${site}`;
}

const pairs = (header: string | undefined) =>
  (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "");

/** Every value under our name: another host of the same domain may have added one. */
export function grantTokens(header: string | undefined, https: boolean): string[] {
  const start = `${cookieName(https)}=`;
  return pairs(header)
    .filter((pair) => pair.startsWith(start))
    .map((pair) => pair.slice(start.length))
    .slice(0, 4);
}

export const withoutOurCookies = (header: string | undefined): string =>
  pairs(header)
    .filter((pair) => !ours.test(pair))
    .join("; ");

/**
 * A container's Set-Cookie as the browser gets it; null for a name of ours. No Domain: a cookie
 * would reach other learners' previews, and the site itself where it shares a domain with them.
 */
export function containersCookie(header: string, inFrame: boolean): string | null {
  const [pair = "", ...attributes] = header.split(";").map((part) => part.trim());
  // a cookie without "=" has an empty name, and its value could read as a name of ours
  if (!pair.includes("=") || pair.startsWith("=") || ours.test(pair)) return null;
  const dropped = inFrame ? /^(domain|samesite|secure|partitioned)\b/i : /^domain\b/i;
  return [
    pair,
    ...attributes.filter((attribute) => attribute !== "" && !dropped.test(attribute)),
    ...(inFrame ? ["SameSite=None", "Secure", "Partitioned"] : []),
  ].join("; ");
}
